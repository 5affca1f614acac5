<?xml version="1.0" encoding="UTF-8"?>
<!-- The text edition of one record, as blocks: <block kind="fact|rule|para|line" hang="" indent="">text</block>.
     The lines themselves are made from the blocks afterwards. White space in a block is not significant.
     Labels and brackets stand as the record printed them: a bracket that an element says is written again. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:t="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="t">
<xsl:import href="edition:text/inline.xsl"/>
<xsl:import href="edition:turn.xsl"/>
<xsl:output method="xml" encoding="UTF-8" indent="no"/>

<!-- What stands for the end of a page of the original: a sign that the text has not. -->
<xsl:variable name="page-sign">
  <xsl:if test="/t:TEI/t:text//t:pb">
    <xsl:variable name="text" select="string(/t:TEI/t:text)"/>
    <xsl:choose>
      <xsl:when test="not(contains($text, '‖'))">‖</xsl:when>
      <xsl:when test="not(contains($text, '¦'))">¦</xsl:when>
      <xsl:when test="not(contains($text, '⁞'))">⁞</xsl:when>
    </xsl:choose>
  </xsl:if>
</xsl:variable>

<xsl:key name="unsure" match="t:sp" use="@cert"/>

<xsl:template match="/">
  <blocks>
    <xsl:apply-templates select="t:TEI/t:teiHeader"/>
    <xsl:apply-templates select="t:TEI/t:text/t:front | t:TEI/t:text/t:body"/>
    <xsl:apply-templates select="t:TEI/t:text/t:back"/>
  </blocks>
</xsl:template>

<!-- The header of facts -->

<xsl:template match="t:teiHeader">
  <xsl:variable name="file" select="t:fileDesc"/>
  <xsl:variable name="source" select="$file/t:sourceDesc"/>
  <xsl:variable name="published" select="$file/t:publicationStmt"/>
  <xsl:variable name="terms" select="t:profileDesc/t:textClass/t:keywords"/>
  <xsl:call-template name="fact"><xsl:with-param name="key" select="'Title'"/><xsl:with-param name="values" select="$file/t:titleStmt/t:title"/></xsl:call-template>
  <xsl:call-template name="fact"><xsl:with-param name="key" select="'Author'"/><xsl:with-param name="values" select="$file/t:titleStmt/t:author"/></xsl:call-template>
  <xsl:call-template name="fact"><xsl:with-param name="key" select="'Date'"/><xsl:with-param name="values" select="t:profileDesc/t:creation/t:date"/></xsl:call-template>
  <!-- The file is called by the record's number; that of the document in a volume is another. -->
  <xsl:variable name="called" select="substring-after(/t:TEI/@xml:id, 'record-')"/>
  <xsl:call-template name="fact"><xsl:with-param name="key" select="'Record'"/><xsl:with-param name="values" select="$published/t:idno[@type='record'][. = $called]"/></xsl:call-template>
  <xsl:call-template name="fact"><xsl:with-param name="key" select="'Document number'"/><xsl:with-param name="values" select="$published/t:idno[@type='record'][. != $called]"/></xsl:call-template>
  <xsl:call-template name="fact"><xsl:with-param name="key" select="'Address'"/><xsl:with-param name="values" select="$published/t:idno[@type='URI']"/></xsl:call-template>
  <xsl:call-template name="fact"><xsl:with-param name="key" select="'Source'"/><xsl:with-param name="values" select="$source/t:bibl[@type='source']"/></xsl:call-template>
  <xsl:if test="not($source/t:bibl[@type='source' or @type='citation'])">
    <xsl:for-each select="$source/t:msDesc/t:msIdentifier">
      <xsl:call-template name="fact"><xsl:with-param name="key" select="'Archive'"/><xsl:with-param name="values" select="t:repository"/></xsl:call-template>
      <xsl:call-template name="fact"><xsl:with-param name="key" select="'Shelf mark'"/><xsl:with-param name="values" select="t:idno[@type='archival']"/></xsl:call-template>
    </xsl:for-each>
  </xsl:if>
  <!-- What the source or the citation has said already is not said again. -->
  <xsl:for-each select="$source[t:bibl[@type='source' or @type='citation']]/t:msDesc/t:msIdentifier[t:idno[@type='archival']]">
    <xsl:variable name="mark" select="normalize-space(t:idno[@type='archival'])"/>
    <xsl:if test="not($source/t:bibl[@type='source' or @type='citation'][contains(normalize-space(.), $mark)])">
      <xsl:call-template name="fact"><xsl:with-param name="key" select="'Archive'"/><xsl:with-param name="values" select="t:repository"/></xsl:call-template>
      <xsl:call-template name="fact"><xsl:with-param name="key" select="'Shelf mark'"/><xsl:with-param name="values" select="t:idno[@type='archival']"/></xsl:call-template>
    </xsl:if>
  </xsl:for-each>
  <xsl:call-template name="fact"><xsl:with-param name="key" select="'Archive'"/><xsl:with-param name="values" select="$source/t:msDesc/t:msIdentifier/t:institution"/></xsl:call-template>
  <xsl:call-template name="fact"><xsl:with-param name="key" select="'Citation'"/><xsl:with-param name="values" select="$source/t:bibl[@type='citation']"/></xsl:call-template>
  <xsl:call-template name="fact"><xsl:with-param name="key" select="'Original language'"/><xsl:with-param name="values" select="$source/t:msDesc[1]/t:msContents/t:textLang | $source[not(t:msDesc)]/t:bibl[@type='original']/t:textLang"/></xsl:call-template>
  <xsl:call-template name="fact"><xsl:with-param name="key" select="'Translator'"/><xsl:with-param name="values" select="$file/t:titleStmt/t:editor[@role='translator']"/></xsl:call-template>
  <xsl:call-template name="fact"><xsl:with-param name="key" select="'Transcriber'"/><xsl:with-param name="values" select="$file/t:titleStmt/t:editor[@role='transcriber']"/></xsl:call-template>
  <xsl:call-template name="fact"><xsl:with-param name="key" select="'Contributor'"/><xsl:with-param name="values" select="$file/t:titleStmt/t:editor[@role='contributor']"/></xsl:call-template>
  <xsl:for-each select="t:profileDesc/t:textClass/t:catRef[@scheme='#genre']">
    <block kind="fact" hang="4">Kind: <xsl:value-of select="substring-after(@target, '#')"/></block>
  </xsl:for-each>
  <xsl:call-template name="fact"><xsl:with-param name="key" select="'Classification'"/><xsl:with-param name="values" select="$terms[@scheme='#classification']/t:term"/></xsl:call-template>
  <xsl:call-template name="fact"><xsl:with-param name="key" select="'Places'"/><xsl:with-param name="values" select="$terms[@scheme='#place']/t:term"/></xsl:call-template>
  <xsl:call-template name="fact"><xsl:with-param name="key" select="'Subjects'"/><xsl:with-param name="values" select="$terms[@scheme='#subject']/t:term"/></xsl:call-template>
  <xsl:call-template name="fact"><xsl:with-param name="key" select="'Supported by'"/><xsl:with-param name="values" select="$file/t:titleStmt/t:funder"/></xsl:call-template>
  <xsl:call-template name="fact"><xsl:with-param name="key" select="'Publisher'"/><xsl:with-param name="values" select="$published/t:publisher"/></xsl:call-template>
  <xsl:call-template name="fact"><xsl:with-param name="key" select="'Published'"/><xsl:with-param name="values" select="$published/t:date"/></xsl:call-template>
  <xsl:call-template name="fact"><xsl:with-param name="key" select="'Related'"/><xsl:with-param name="values" select="$source/t:bibl[@type='related']"/><xsl:with-param name="each" select="true()"/></xsl:call-template>
  <xsl:call-template name="fact"><xsl:with-param name="key" select="'Rights'"/><xsl:with-param name="values" select="$published/t:availability/*"/><xsl:with-param name="each" select="true()"/></xsl:call-template>
  <xsl:call-template name="fact"><xsl:with-param name="key" select="'Summary'"/><xsl:with-param name="values" select="t:profileDesc/t:abstract/*"/><xsl:with-param name="each" select="true()"/></xsl:call-template>
  <xsl:apply-templates select="t:profileDesc/t:particDesc/t:listPerson/*[t:persName[@type='label']]" mode="speaker"/>
  <xsl:if test="$page-sign != ''"><block kind="fact">Page breaks: <xsl:value-of select="$page-sign"/></block></xsl:if>
  <block kind="rule"/>
</xsl:template>

<!-- Who speaks under which labels, one speaker a line; a label that may be none is marked. -->
<xsl:template match="t:person | t:personGrp" mode="speaker">
  <xsl:variable name="marks"> .,:;：。—–-*_○◯〇[]"'&#160;</xsl:variable>
  <xsl:variable name="pointer" select="concat(' #', @xml:id, ' ')"/>
  <xsl:variable name="unsure" select="key('unsure', 'low')[contains(concat(' ', @who, ' '), $pointer)]/t:speaker"/>
  <xsl:variable name="sure" select="$unsure/ancestor::t:text//t:sp[not(@cert) and contains(concat(' ', @who, ' '), $pointer)]/t:speaker"/>
  <block kind="fact" hang="4">
    <xsl:text>Speaker: </xsl:text>
    <xsl:if test="t:persName[not(@type)]"><xsl:value-of select="normalize-space(t:persName[not(@type)][1])"/> = </xsl:if>
    <xsl:for-each select="t:persName[@type='label']">
      <xsl:variable name="label" select="normalize-space()"/>
      <xsl:if test="position() &gt; 1"> | </xsl:if>
      <xsl:value-of select="$label"/>
      <xsl:variable name="plain" select="translate($label, $marks, '')"/>
      <xsl:if test="$unsure[translate(normalize-space(), $marks, '') = $plain] and not($sure[translate(normalize-space(), $marks, '') = $plain])"> (?)</xsl:if>
    </xsl:for-each>
  </block>
</xsl:template>

<!-- A fact on one line, its values behind each other; those that are sentences a line each. -->
<xsl:template name="fact">
  <xsl:param name="key"/>
  <xsl:param name="values"/>
  <xsl:param name="each" select="false()"/>
  <xsl:variable name="given" select="$values[normalize-space() != '']"/>
  <xsl:if test="$given">
    <xsl:choose>
      <xsl:when test="$each">
        <xsl:for-each select="$given">
          <block kind="fact" hang="4"><xsl:value-of select="concat($key, ': ', normalize-space())"/></block>
        </xsl:for-each>
      </xsl:when>
      <xsl:otherwise>
        <block kind="fact" hang="4">
          <xsl:value-of select="concat($key, ': ')"/>
          <xsl:for-each select="$given">
            <xsl:if test="position() &gt; 1">; </xsl:if>
            <xsl:value-of select="normalize-space()"/>
          </xsl:for-each>
        </block>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:if>
</xsl:template>

<!-- Blocks of the text -->

<xsl:template match="t:front | t:body | t:back | t:div | t:quote | t:floatingText | t:text | t:group | t:postscript">
  <xsl:apply-templates select="*"/>
</xsl:template>

<!-- Lines that are no paragraphs hang, so that a wrapped one can be told from two. -->
<xsl:template match="t:head | t:trailer">
  <block kind="para" hang="4"><xsl:apply-templates/></block>
</xsl:template>

<xsl:template match="t:opener | t:closer">
  <xsl:for-each select="*">
    <block kind="line" hang="4">
      <xsl:if test="position() = 1"><xsl:attribute name="kind">para</xsl:attribute><xsl:attribute name="lead">yes</xsl:attribute></xsl:if>
      <xsl:apply-templates select="." mode="line"/>
    </block>
  </xsl:for-each>
</xsl:template>
<xsl:template match="*" mode="line"><xsl:apply-templates/></xsl:template>
<xsl:template match="t:note" mode="line"><xsl:call-template name="note-text"/></xsl:template>

<!-- A block says which paragraph it is, and of which turn. -->
<xsl:template match="t:p">
  <block kind="para" id="{@xml:id}" turn="{ancestor::t:sp/@xml:id}">
    <xsl:apply-templates select="." mode="words"/>
  </block>
</xsl:template>

<xsl:template match="t:p" mode="words">
  <xsl:if test="@n"><xsl:value-of select="@n"/><xsl:text> </xsl:text></xsl:if>
  <xsl:apply-templates/>
</xsl:template>

<!-- A turn: the label on the line of its first paragraph. It has a line of its own where something else
     comes first, or where nothing in the label tells where it ends: neither its last sign nor a circle before it;
     a time behind it tells of the line alone. -->
<xsl:template match="t:sp">
  <xsl:variable name="first" select="*[not(self::t:speaker or self::t:pb)][1]"/>
  <xsl:variable name="label" select="normalize-space(t:speaker)"/>
  <xsl:variable name="time">
    <xsl:if test="@n"><xsl:call-template name="time-of"/></xsl:if>
  </xsl:variable>
  <!-- "A. V." and "A.V." could begin a sentence: the gap behind it is what tells that it is a label. -->
  <xsl:variable name="abbreviated" select="(string-length($label) &lt;= 6 and contains($label, '. ')
    and substring($label, string-length($label)) = '.' and not(starts-with($label, 'M. '))
    and string-length(translate($label, '.', '')) = string-length(translate($label, ' ', '')) - 1)
    or (string-length($label) &gt;= 4 and string-length($label) &lt;= 8 and not(contains($label, ' '))
    and substring($label, string-length($label)) = '.'
    and contains(substring($label, 1, string-length($label) - 1), '.'))"/>
  <xsl:choose>
    <xsl:when test="$first/self::t:p and ($time != '' or (not(t:speaker/node()[last()]/self::t:note) and (contains(':.;：。—–-]*_&gt;', substring($label, string-length($label))) or contains('○◯〇', substring($label, 1, 1)))))">
      <block kind="para" id="{$first/@xml:id}" turn="{$first/ancestor::t:sp/@xml:id}">
        <xsl:call-template name="time-stamp"/>
        <xsl:if test="@n and $time = ''"><xsl:value-of select="@n"/><xsl:text> </xsl:text></xsl:if>
        <label>
          <xsl:apply-templates select="t:speaker"/>
          <xsl:if test="$time != ''"> [<xsl:value-of select="$time"/>]<xsl:if test="substring($label, string-length($label)) != ':'">:</xsl:if></xsl:if>
        </label>
        <xsl:choose>
          <xsl:when test="$abbreviated"><xsl:text>&#160;&#160;</xsl:text></xsl:when>
          <!-- The anchor of a note that is glued to the label is told from a figure by that. -->
          <xsl:when test="$first/node()[1][self::t:ref and not(starts-with(., '['))]"/>
          <xsl:otherwise><xsl:text> </xsl:text></xsl:otherwise>
        </xsl:choose>
        <xsl:apply-templates select="$first" mode="words"/>
      </block>
    </xsl:when>
    <xsl:otherwise>
      <block kind="para" lead="yes" hang="4"><xsl:call-template name="time-stamp"/><xsl:if test="@n and $time = ''"><xsl:value-of select="@n"/><xsl:text> </xsl:text></xsl:if><xsl:apply-templates select="t:speaker"/><xsl:if test="$time != ''"> [<xsl:value-of select="$time"/>]:</xsl:if></block>
      <xsl:choose>
        <xsl:when test="$first/self::t:p">
          <block kind="line" label="{$label}" id="{$first/@xml:id}" turn="{$first/ancestor::t:sp/@xml:id}">
            <xsl:apply-templates select="$first" mode="words"/>
          </block>
        </xsl:when>
        <xsl:otherwise><xsl:apply-templates select="$first"/></xsl:otherwise>
      </xsl:choose>
    </xsl:otherwise>
  </xsl:choose>
  <xsl:apply-templates select="$first/following-sibling::*"/>
</xsl:template>
<xsl:template match="t:speaker"><xsl:apply-templates/></xsl:template>

<!-- The time at which a turn begins, where it stands before its label; or the number of the page that begins with it. -->
<xsl:template name="time-stamp">
  <xsl:for-each select="preceding-sibling::*[1][self::t:note[@type='timestamp']]">
    <xsl:call-template name="note-text"/>
    <xsl:text> </xsl:text>
  </xsl:for-each>
  <xsl:value-of select="preceding-sibling::*[1][self::t:pb]/@n"/>
</xsl:template>
<xsl:template match="t:note[@type='timestamp'][following-sibling::*[1][self::t:sp]]" priority="2"/>
<xsl:template match="t:div/t:pb | t:body/t:pb | t:sp/t:pb | t:list/t:pb"/>

<xsl:template match="t:div/t:stage | t:body/t:stage | t:sp/t:stage | t:quote/t:stage | t:postscript/t:stage"><block kind="para"><xsl:call-template name="stage-text"/></block></xsl:template>
<xsl:template match="t:div/t:note | t:body/t:note | t:sp/t:note | t:quote/t:note | t:postscript/t:note"><block kind="para"><xsl:call-template name="note-text"/></block></xsl:template>

<!-- Who took part is set in under the word that says so. -->
<xsl:template match="t:list[@type='participants'][t:head]">
  <xsl:call-template name="items">
    <xsl:with-param name="indent" select="2"/>
    <xsl:with-param name="above" select="0"/>
  </xsl:call-template>
</xsl:template>

<xsl:template match="t:list" name="items">
  <xsl:param name="indent" select="0"/>
  <xsl:param name="above" select="$indent"/>
  <xsl:param name="joined" select="false()"/>
  <xsl:for-each select="t:head">
    <block kind="para" indent="{$above}" hang="4" lead="yes"><xsl:apply-templates/></block>
  </xsl:for-each>
  <xsl:for-each select="t:item | t:note">
    <xsl:variable name="label" select="normalize-space(preceding-sibling::*[1][self::t:label])"/>
    <xsl:variable name="hang">
      <xsl:choose>
        <xsl:when test="$label != ''"><xsl:value-of select="string-length($label) + 1"/></xsl:when>
        <xsl:otherwise>2</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <block kind="line" indent="{$indent}" hang="{$hang}">
      <xsl:if test="position() = 1 and not($joined) and not(../t:head | ../preceding-sibling::*[1][self::t:label])">
        <xsl:attribute name="kind">para</xsl:attribute>
        <xsl:attribute name="lead">yes</xsl:attribute>
      </xsl:if>
      <xsl:if test="$label != ''"><xsl:value-of select="$label"/><xsl:text> </xsl:text></xsl:if>
      <xsl:choose>
        <xsl:when test="self::t:note"><xsl:call-template name="note-text"/></xsl:when>
        <xsl:when test="t:p"><xsl:apply-templates select="t:p[1]/node()"/></xsl:when>
        <xsl:otherwise><xsl:apply-templates select="node()[not(self::t:list)]"/></xsl:otherwise>
      </xsl:choose>
    </block>
    <xsl:apply-templates select="self::t:item/t:p[position() &gt; 1]"/>
    <xsl:apply-templates select="t:list">
      <xsl:with-param name="indent" select="$indent + $hang"/>
      <xsl:with-param name="joined" select="true()"/>
    </xsl:apply-templates>
  </xsl:for-each>
</xsl:template>

<xsl:template match="t:postscript/t:label[following-sibling::*[1][self::t:p]]"/>
<xsl:template match="t:postscript/t:p[preceding-sibling::*[1][self::t:label]]">
  <block kind="para" id="{@xml:id}" turn="{ancestor::t:sp/@xml:id}">
    <xsl:apply-templates select="preceding-sibling::t:label[1]/node()"/>
    <xsl:text> </xsl:text>
    <xsl:apply-templates select="." mode="words"/>
  </block>
</xsl:template>

<xsl:template match="t:postscript/t:label[not(following-sibling::*[1][self::t:p])]">
  <block kind="para"><xsl:if test="following-sibling::*[1][self::t:list]"><xsl:attribute name="lead">yes</xsl:attribute></xsl:if><xsl:apply-templates/></block>
</xsl:template>

<!-- Footnotes, at the end -->

<xsl:template match="t:div[@type='notes']"><xsl:apply-templates select="t:head | t:note"/></xsl:template>

<xsl:template match="t:div[@type='notes']/t:note" priority="1">
  <block kind="para">
    <xsl:if test="@xml:id"><xsl:attribute name="id"><xsl:value-of select="@xml:id"/></xsl:attribute></xsl:if>
    <xsl:text>[</xsl:text><xsl:value-of select="@n"/><xsl:text>] </xsl:text>
    <xsl:apply-templates select="node()[not(self::t:p)]"/>
    <xsl:apply-templates select="t:p[1]/node()"/>
  </block>
  <xsl:apply-templates select="t:p[position() &gt; 1]"/>
</xsl:template>
</xsl:stylesheet>
