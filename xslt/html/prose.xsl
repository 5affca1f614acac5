<?xml version="1.0" encoding="UTF-8"?>
<!-- The edition's own words where they are TEI. What a record has too is shown as there; what follows is what prose has
     besides (emphasis, tables, references), and what is otherwise in it: headings below that of the page, no numbers
     of paragraphs. Whatever TEI arrives, it becomes valid HTML: no block in a line, no link but to pages. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:t="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="t">
<xsl:import href="edition:html/voices.xsl"/>
<xsl:import href="edition:html/letter.xsl"/>

<xsl:variable name="in-record" select="false()"/>
<xsl:variable name="title"/>
<xsl:variable name="pages"/>

<xsl:key name="division" match="t:div[not(contains(@xml:id, ' '))]" use="@xml:id"/>

<!-- Divisions and headings -->

<xsl:template match="t:text | t:front | t:body | t:back | t:group | t:titlePage | t:docTitle"><xsl:apply-templates/></xsl:template>

<xsl:template match="t:div | t:div1 | t:div2 | t:div3 | t:div4 | t:div5 | t:div6 | t:div7">
  <section>
    <xsl:if test="generate-id() = generate-id(key('division', @xml:id)[1])"><xsl:attribute name="id"><xsl:value-of select="concat('about-', @xml:id)"/></xsl:attribute></xsl:if>
    <xsl:call-template name="language"/>
    <xsl:apply-templates/>
  </section>
</xsl:template>

<xsl:template match="t:head"><p class="list-head"><xsl:apply-templates/></p></xsl:template>
<xsl:template match="t:table/t:head"/>

<!-- The heading of the page is the first: the others are as much lower as there are divisions with a heading around
     them. A second heading of one is its subtitle. -->
<xsl:template match="t:front/t:head | t:body/t:head | t:back/t:head | t:div/t:head | t:div1/t:head | t:div2/t:head | t:div3/t:head | t:div4/t:head | t:div5/t:head | t:div6/t:head | t:div7/t:head">
  <xsl:choose>
    <xsl:when test="preceding-sibling::t:head"><p class="subtitle"><xsl:apply-templates/></p></xsl:when>
    <xsl:otherwise>
      <xsl:element name="h{substring('123456666666', count(ancestor::*[t:head]) + 1, 1)}">
        <xsl:call-template name="language"/>
        <xsl:apply-templates/>
      </xsl:element>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- Paragraphs. TEI has lists and tables in a paragraph, HTML beside one. -->

<xsl:template match="t:p | t:ab | t:titlePart | t:byline | t:docAuthor | t:docDate | t:docImprint | t:trailer">
  <xsl:choose>
    <xsl:when test="self::t:ab | self::t:p"><xsl:call-template name="block"/></xsl:when>
    <xsl:otherwise><p class="under"><xsl:call-template name="language"/><xsl:apply-templates/></p></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template name="block">
  <xsl:choose>
    <xsl:when test="t:list | t:listBibl | t:table | t:figure | t:quote[t:p | t:lg | t:list] | t:cit | t:lg | t:eg | t:floatingText">
      <div class="p"><xsl:call-template name="language"/><xsl:apply-templates/></div>
    </xsl:when>
    <xsl:otherwise><p><xsl:call-template name="language"/><xsl:apply-templates/></p></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template match="t:quote | t:floatingText | t:epigraph">
  <blockquote><xsl:call-template name="language"/><xsl:apply-templates/></blockquote>
</xsl:template>
<xsl:template match="t:p//t:quote[not(t:p | t:lg | t:list)] | t:q"><q><xsl:call-template name="language"/><xsl:apply-templates/></q></xsl:template>
<xsl:template match="t:cit/t:quote"><blockquote><xsl:call-template name="language"/><xsl:apply-templates/></blockquote></xsl:template>
<xsl:template match="t:cit"><div class="p"><xsl:apply-templates/></div></xsl:template>
<xsl:template match="t:lg"><div class="p"><xsl:apply-templates/></div></xsl:template>
<xsl:template match="t:l"><xsl:apply-templates/><br/></xsl:template>
<xsl:template match="t:lb"><br/></xsl:template>
<xsl:template match="t:pb | t:cb | t:fw"/>
<xsl:template match="t:eg"><pre tabindex="0"><xsl:value-of select="."/></pre></xsl:template>

<!-- Lists -->

<xsl:template match="t:list | t:listBibl">
  <xsl:variable name="ordered" select="@rend = 'numbered' or @rend = 'ordered' or @type = 'ordered' or @type = 'numbered'"/>
  <xsl:apply-templates select="t:head"/>
  <xsl:choose>
    <xsl:when test="t:label and t:item">
      <dl><xsl:apply-templates select="t:label[following-sibling::t:item] | t:item[preceding-sibling::t:label]"/></dl>
    </xsl:when>
    <xsl:when test="$ordered and t:item"><ol><xsl:apply-templates select="t:item"/></ol></xsl:when>
    <xsl:when test="t:item | t:bibl"><ul><xsl:apply-templates select="t:item | t:bibl"/></ul></xsl:when>
  </xsl:choose>
</xsl:template>
<xsl:template match="t:item | t:listBibl/t:bibl"><li><xsl:call-template name="language"/><xsl:apply-templates/></li></xsl:template>
<xsl:template match="t:list/t:label"><dt><xsl:apply-templates/></dt></xsl:template>
<xsl:template match="t:list[t:label]/t:item"><dd><xsl:call-template name="language"/><xsl:apply-templates/></dd></xsl:template>

<!-- Tables -->

<xsl:template match="t:table">
  <div class="wide" tabindex="0">
    <xsl:if test="t:head"><xsl:attribute name="role">region</xsl:attribute><xsl:attribute name="aria-label"><xsl:value-of select="normalize-space(t:head)"/></xsl:attribute></xsl:if>
    <table class="records">
      <xsl:if test="t:head"><caption><xsl:apply-templates select="t:head/node()"/></caption></xsl:if>
      <xsl:variable name="heads" select="t:row[t:cell and @role = 'label' and not(preceding-sibling::t:row)]"/>
      <xsl:if test="$heads"><thead><xsl:apply-templates select="$heads"/></thead></xsl:if>
      <tbody><xsl:apply-templates select="t:row[t:cell][not($heads) or position() &gt; 1]"/></tbody>
    </table>
  </div>
</xsl:template>
<xsl:template match="t:row"><tr><xsl:apply-templates select="t:cell"/></tr></xsl:template>
<xsl:template match="t:cell"><td><xsl:call-template name="spans"/><xsl:apply-templates/></td></xsl:template>
<xsl:template match="t:cell[@role = 'label']"><th scope="row"><xsl:call-template name="spans"/><xsl:apply-templates/></th></xsl:template>
<xsl:template match="t:row[@role = 'label']/t:cell"><th scope="col"><xsl:call-template name="spans"/><xsl:apply-templates/></th></xsl:template>

<xsl:template name="spans">
  <xsl:if test="@cols &gt; 1 and @cols &lt; 100"><xsl:attribute name="colspan"><xsl:value-of select="floor(@cols)"/></xsl:attribute></xsl:if>
  <xsl:if test="@rows &gt; 1 and @rows &lt; 1000"><xsl:attribute name="rowspan"><xsl:value-of select="floor(@rows)"/></xsl:attribute></xsl:if>
</xsl:template>

<!-- Pictures stay where they are: of each there are its words, and the way to it where it is on the web. -->

<xsl:template match="t:figure"><div class="p"><xsl:apply-templates select="t:head | t:p | t:ab | t:figDesc"/><xsl:apply-templates select="t:graphic"/></div></xsl:template>
<xsl:template match="t:figDesc"><p class="gist"><xsl:apply-templates/></p></xsl:template>
<xsl:template match="t:graphic">
  <xsl:if test="starts-with(@url, 'https://') or starts-with(@url, 'http://')">
    <p><a href="{normalize-space(@url)}"><xsl:value-of select="normalize-space(@url)"/></a></p>
  </xsl:if>
</xsl:template>

<!-- In a line -->

<xsl:template match="t:hi | t:emph"><em><xsl:call-template name="language"/><xsl:apply-templates/></em></xsl:template>
<xsl:template match="t:hi[contains(@rend, 'bold')]"><strong><xsl:apply-templates/></strong></xsl:template>
<xsl:template match="t:hi[starts-with(@rend, 'sup')]"><sup><xsl:apply-templates/></sup></xsl:template>
<xsl:template match="t:hi[starts-with(@rend, 'sub')]"><sub><xsl:apply-templates/></sub></xsl:template>
<xsl:template match="t:hi[contains(@rend, 'small')]"><span class="name"><xsl:apply-templates/></span></xsl:template>
<xsl:template match="t:title"><cite><xsl:call-template name="language"/><xsl:apply-templates/></cite></xsl:template>
<xsl:template match="t:title[@level = 'a']"><q><xsl:call-template name="language"/><xsl:apply-templates/></q></xsl:template>
<xsl:template match="t:code | t:gi | t:att | t:val | t:tag | t:ident"><code><xsl:apply-templates/></code></xsl:template>
<xsl:template match="t:choice[t:corr | t:reg | t:expan]"><xsl:apply-templates select="t:corr | t:reg | t:expan"/></xsl:template>

<xsl:template match="t:note"><xsl:text> </xsl:text><span class="note" role="note">[<xsl:apply-templates/>]</span></xsl:template>
<xsl:template match="t:div/t:note | t:body/t:note | t:front/t:note | t:back/t:note"><p class="note" role="note">[<xsl:apply-templates/>]</p></xsl:template>

<!-- Links lead to the web, to a place of the site, or to a division of these words; of several addresses the first. -->
<xsl:template match="t:ref | t:ptr">
  <xsl:variable name="target" select="substring-before(concat(normalize-space(@target), ' '), ' ')"/>
  <xsl:variable name="division" select="key('division', substring(concat($target, ' '), 2, string-length($target) - 1))"/>
  <xsl:variable name="href">
    <xsl:choose>
      <xsl:when test="starts-with($target, 'https://') or starts-with($target, 'http://')"><xsl:value-of select="$target"/></xsl:when>
      <xsl:when test="starts-with($target, '#')"><xsl:if test="$division"><xsl:value-of select="concat('#about-', substring($target, 2))"/></xsl:if></xsl:when>
      <xsl:when test="not(contains($target, ':') or contains($target, '\') or starts-with($target, '//'))"><xsl:value-of select="$target"/></xsl:when>
    </xsl:choose>
  </xsl:variable>
  <xsl:variable name="words"><xsl:apply-templates/><xsl:if test="not(normalize-space())"><xsl:value-of select="$target"/></xsl:if></xsl:variable>
  <xsl:choose>
    <xsl:when test="$href != '' and not(ancestor::t:ref)"><a href="{$href}"><xsl:copy-of select="$words"/></a></xsl:when>
    <xsl:otherwise><xsl:copy-of select="$words"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- What is a block elsewhere is in a line where a line holds it. -->
<xsl:template priority="2" match="t:note//t:p | t:note//t:ab | t:note//t:list | t:note//t:listBibl | t:note//t:item | t:note//t:label | t:note//t:table | t:note//t:row | t:note//t:cell | t:note//t:figure | t:note//t:figDesc | t:note//t:quote | t:note//t:cit | t:note//t:lg | t:note//t:eg | t:note//t:head | t:note//t:floatingText | t:note//t:bibl
  | t:hi//t:list | t:hi//t:table | t:hi//t:figure | t:hi//t:lg | t:hi//t:eg | t:ref//t:list | t:ref//t:table | t:ref//t:figure | t:ref//t:lg | t:ref//t:eg | t:head//t:list | t:head//t:table | t:head//t:figure | t:head//t:lg | t:head//t:eg
  | t:q//t:p | t:q//t:list | t:q//t:table | t:q//t:lg | t:q//t:eg | t:head//t:p | t:hi//t:p | t:ref//t:p | t:bibl//t:p | t:figDesc//t:p | t:figDesc//t:list">
  <xsl:if test="preceding-sibling::*"><xsl:text> </xsl:text></xsl:if><xsl:apply-templates/>
</xsl:template>
<xsl:template priority="2" match="t:note//t:graphic | t:hi//t:graphic | t:ref//t:graphic | t:head//t:graphic | t:p/t:graphic"/>
</xsl:stylesheet>
