import java.io.File;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.xml.sax.SAXException;

/** Validates files with the Xerces that Java brings, which is what XML editors use: "valid FILE" or "invalid FILE". */
public class Xerces {
    public static void main(String[] arguments) throws Exception {
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "file");
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        Schema schema = factory.newSchema(new File(arguments[0]));
        for (int at = 1; at < arguments.length; at++) {
            Validator validator = schema.newValidator();
            String verdict = "valid";
            try {
                validator.validate(new StreamSource(new File(arguments[at])));
            } catch (SAXException fault) {
                verdict = "invalid";
            }
            System.out.println(verdict + " " + arguments[at]);
        }
    }
}
