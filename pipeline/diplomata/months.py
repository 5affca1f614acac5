"""The names of months as European and neighbouring languages print them within a date.

Nominative and genitive, as far as a language has both; checked against the month names of Unicode CLDR. Hebrew sets
"in" before them without a blank. A name that means two months in two languages is told by the day before it.
"""

from __future__ import annotations

_NAMES = {
    1: (
        "january jan januar jänner janvier enero gennaio janeiro januari ianuarie январь января януари січня "
        "stycznia styczeń ledna leden januára január janar janari ocak tammikuu tammikuuta januara januarja "
        "siječanj siječnja јануар јануара јануари студзень студзеня січень sausis sausio janvāris janvārī jaanuar "
        "jaanuaril ιανουάριος ιανουαρίου eanáir gener janúar "
        "يناير جانفي ינואר בינואר"
    ),
    2: (
        "february feb februar februari februarie février fevrier febrero febbraio fevereiro февраля февраль "
        "февруари лютого lutego luty února únor februára február shkurt shkurti şubat subat helmikuu helmikuuta "
        "februara februarja veljača veljače фебруар фебруара лютий лютага vasaris vasario februāris februārī "
        "veebruar veebruaril φεβρουάριος φεβρουαρίου feabhra febrer febrúar "
        "فبراير شباط فيفري פברואר בפברואר"
    ),
    3: (
        "march mar märz maerz mars marzo março marts martie maart марта март березня marca marzec března březen "
        "március mart marsi maaliskuu maaliskuuta mareca marec ožujak ožujka березень сакавік сакавіка kovas kovo "
        "märts märtsil martā μάρτιος μαρτίου márta maret març "
        "مارس آذار מרץ במרץ מרס במרס"
    ),
    4: (
        "april apr avril abril aprile aprilie апреля апрель април квітня kwietnia kwiecień dubna duben apríla "
        "április prill prilli nisan huhtikuu huhtikuuta aprila travanj travnja априла квітень красавік красавіка "
        "balandis balandžio aprīlis aprīlī aprill aprillil απρίλιος απριλίου aibreán apríl "
        "أبريل إبريل نيسان أفريل אפריל באפריל"
    ),
    5: (
        "may mai mayo maggio maio maj mei мая май травня maja května květen mája május maji mayıs mayis toukokuu "
        "toukokuuta svibanj svibnja мај маја травень gegužė gegužės maijs maijā μάιος μαΐου bealtaine maig maí "
        "máj "
        "مايو أيار ماي מאי במאי"
    ),
    6: (
        "june jun juni juin junio giugno junho iunie июня июнь юни червня czerwca czerwiec června červen júna "
        "június qershor qershori haziran kesäkuu kesäkuuta juna junij junija lipanj lipnja јун јуна јуни червень "
        "чэрвень чэрвеня birželis birželio jūnijs jūnijā juuni juunil ιούνιος ιουνίου meitheamh juny júní jún "
        "يونيو حزيران جوان יוני ביוני"
    ),
    7: (
        "july jul juli juillet julio luglio julho iulie июля июль юли липня lipca lipiec července červenec júla "
        "július korrik korriku temmuz heinäkuu heinäkuuta jula julij julija srpanj srpnja јул јула јули липень "
        "ліпень ліпеня liepa liepos jūlijs jūlijā juuli juulil ιούλιος ιουλίου iúil juliol júlí júl "
        "يوليو تموز جويلية יולי ביולי"
    ),
    8: (
        "august aug août aout agosto augusti augustus августа август серпня sierpnia sierpień srpna srpen augusta "
        "augusztus gusht gushti ağustos agustos elokuu elokuuta avgust avgusta kolovoz kolovoza жнівень жніўня "
        "серпень rugpjūtis rugpjūčio augusts augustā augustil αύγουστος αυγούστου lúnasa agost ágúst ogos "
        "أغسطس آب أوت אוגוסט באוגוסט"
    ),
    9: (
        "september sept sep septembre septiembre settembre setembro septembrie сентября сентябрь септември "
        "вересня września wrzesień září septembra szeptember shtator shtatori eylül eylul syyskuu syyskuuta "
        "septembar rujan rujna септембар септембра верасень верасня вересень rugsėjis rugsėjo septembris "
        "septembrī septembril σεπτέμβριος σεπτεμβρίου setembre 7bre "
        "سبتمبر أيلول ספטמבר בספטמבר"
    ),
    10: (
        "october oct oktober okt octobre octubre ottobre outubro octombrie октября октябрь октомври жовтня "
        "października październik října říjen októbra október tetor tetori ekim lokakuu lokakuuta oktobar oktobra "
        "октобар октобра кастрычнік кастрычніка жовтень spalis spalio oktobris oktobrī oktoober oktoobril "
        "οκτώβριος οκτωβρίου 8bre "
        "أكتوبر אוקטובר באוקטובר"
    ),
    11: (
        "november nov novembre noviembre novembro noiembrie ноября ноябрь ноември листопада listopada listopad "
        "listopadu novembra nëntor nëntori kasım kasim marraskuu marraskuuta novembar studeni studenog studenoga "
        "новембар новембра лістапад лістапада листопад lapkritis lapkričio novembris novembrī novembril νοέμβριος "
        "νοεμβρίου samhain nóvember 9bre "
        "نوفمبر נובמבר בנובמבר"
    ),
    12: (
        "december dec dezember dez décembre decembre diciembre dicembre dezembro decembrie desember декабря "
        "декабрь декември грудня grudnia grudzień prosince prosinec decembra dhjetor dhjetori aralık aralik "
        "joulukuu joulukuuta decembar prosinac prosinca децембар децембра снежань снежня грудень gruodis gruodžio "
        "decembris decembrī detsember detsembril δεκέμβριος δεκεμβρίου nollaig desembre disember 10bre xbre "
        "ديسمبر דצמבר בדצמבר"
    ),
}
_SHORT = {
    1: "ene gen genn janv янв sty stycz led ian oca jän",
    2: "fev fév févr febr fevr lut febbr февр фев úno",
    3: "mrz mrt mär мар bře márc mzo marz",
    4: "abr avr апр kwi kwiet dub ápr",
    5: "mag magg kvě",
    6: "giu giug cze czerw čvn июн",
    7: "lug lugl juil июл lip čvc",
    8: "ago авг sie sierp srp",
    9: "set сент сен wrz wrześ zář szept",
    10: "ott out окт paź paźdz říj",
    11: "нояб ноя list",
    12: "dic déc дек gru grudz pro",
}
"""What is printed of a name before a full stop, or between day and year: ``12 ago. 1865``, ``3 mrt 1947``."""
_SHORTENED = {name: number for number, names in _SHORT.items() for name in names.split()}
_OTHER_WORDS = frozenset("gen led mag dub lip set sie out ott pro list avr".split())
"""Of these a full stop must show that they are shortened: they are words of other meaning as well."""
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii".split()
_MONTH = {name: number for number, names in _NAMES.items() for name in names.split()}


def month_of(printed: str, day: str = "") -> int:
    """The number of the month ``printed`` (a name, or figures), 0 for any other word; ``day`` is what stands before.

    ``listopad`` is the tenth month in Croatian, which sets a full stop behind the day, and the eleventh in Polish and
    Czech: Polish sets none, and the Czech genitive is another word. Shortened names are read behind a day alone.
    """
    name = printed.rstrip(".").lower()
    if name.isdigit():
        return int(name)
    if name in _ROMAN:
        return _ROMAN.index(name) + 1
    if name == "listopada" and day.endswith("."):
        return 10
    if (number := _MONTH.get(name, 0)) or not day:
        return number
    return _SHORTENED.get(name, 0) if printed[-1] == "." or name not in _OTHER_WORDS else 0
