<?xml version="1.0" encoding="UTF-8"?>
<!-- What the pages and the text edition have to know of a turn alike. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

<!-- The mark of the turn that is being shown, where it is the time at which it begins, and no number: figures, a colon
     or a full stop, and two figures. -->
<xsl:template name="time-of">
  <xsl:variable name="after" select="substring(translate(substring-after(translate(@n, ':', '.'), '.'), '0123456789', '0000000000'), 1, 2)"/>
  <xsl:if test="$after = '00' and contains('0123456789', substring(@n, 1, 1))"><xsl:value-of select="@n"/></xsl:if>
</xsl:template>
</xsl:stylesheet>
