<?xml version="1.0" encoding="UTF-8"?>
<!-- The body of a record: every element of the text, each voice so that it can be told by sight,
     by a screen reader and in search. A bracket that an element says is printed again here. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:t="http://www.tei-c.org/ns/1.0" xmlns:c="urn:diplomata:context" exclude-result-prefixes="t c">
<xsl:import href="edition:turn.xsl"/>

<xsl:key name="note" match="t:note" use="@xml:id"/>
<xsl:key name="anchor" match="t:ref[@type='noteAnchor']" use="substring-after(@target, '#')"/>

<!-- The items of a record's lists have no ids of their own: they are numbered as they come, as paragraphs, turns and
     notes are. The numbers stand in one string, " idm7=1 idm9=2 ": to count for every item those before it takes
     ever longer. -->
<xsl:variable name="items">
  <xsl:text> </xsl:text>
  <xsl:for-each select="/t:TEI/t:text//t:item"><xsl:value-of select="concat(generate-id(), '=', position(), ' ')"/></xsl:for-each>
</xsl:variable>

<!-- Divisions and headings -->

<xsl:template match="t:div[@type='enclosure']">
  <section class="enclosure"><xsl:call-template name="language"/><xsl:apply-templates/></section>
</xsl:template>

<xsl:template match="t:div">
  <section class="section"><xsl:call-template name="language"/><xsl:apply-templates/></section>
</xsl:template>

<xsl:template match="t:div[@type='record']"><xsl:apply-templates/></xsl:template>

<!-- A heading is one step below that of the division around it, whether or not that has one. -->
<xsl:template match="t:div/t:head">
  <xsl:variable name="level" select="count(ancestor::t:div[t:head]) + 1"/>
  <xsl:element name="h{substring('123456666666', $level, 1)}">
    <xsl:attribute name="class">
      <xsl:choose>
        <xsl:when test="../@type = 'section'">section-head</xsl:when>
        <xsl:when test="not(preceding-sibling::t:head) and normalize-space() = $title">head again</xsl:when>
        <xsl:otherwise>head</xsl:otherwise>
      </xsl:choose>
    </xsl:attribute>
    <xsl:apply-templates/>
  </xsl:element>
</xsl:template>
<xsl:template match="t:head"><p class="list-head"><xsl:apply-templates/></p></xsl:template>

<!-- Turns -->

<!-- An id is a name of XML. What HTML would have to escape is in none, and is left out where a record that is not
     valid has it: so the tag is written at once. -->
<xsl:template match="t:sp">
  <!-- The label stands beside the turn: a turn of one line has room for a label of several (l2 to l4, for each
       18 letters of it). -->
  <xsl:variable name="name" select="translate(@xml:id, '&quot;&lt;&gt;&amp;', '')"/>
  <xsl:choose>
    <xsl:when test="@xml:id and not(@xml:lang)">
      <div class="sp l{substring('1123444444444444', 1 + ceiling((string-length(t:speaker) + string-length(@n)) div 18), 1)}" id="{$name}">
        <p class="speaker"><span>
          <xsl:call-template name="speech-number"/>
          <xsl:call-template name="speaker-name"/>
          <xsl:call-template name="speech-time"/>
          <xsl:if test="@cert = 'low'"><xsl:call-template name="unsure"/></xsl:if>
          <xsl:text> </xsl:text>
          <a class="turn" href="#{$name}" aria-label="{$s-turn} {substring($name, 2)}"><xsl:value-of select="substring($name, 2)"/></a>
        </span></p>
        <xsl:apply-templates/>
      </div>
    </xsl:when>
    <xsl:otherwise>
      <div class="sp l{substring('1123444444444444', 1 + ceiling((string-length(t:speaker) + string-length(@n)) div 18), 1)}">
        <xsl:call-template name="id"/>
        <p class="speaker"><span>
          <xsl:call-template name="speech-number"/>
          <xsl:call-template name="speaker-name"/>
          <xsl:call-template name="speech-time"/>
          <xsl:if test="@cert = 'low'"><xsl:call-template name="unsure"/></xsl:if>
          <xsl:if test="@xml:id">
            <xsl:text> </xsl:text>
            <a class="turn" href="#{$name}" aria-label="{$s-turn} {substring($name, 2)}"><xsl:value-of select="substring($name, 2)"/></a>
          </xsl:if>
        </span></p>
        <xsl:apply-templates/>
      </div>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template match="t:speaker"/>

<xsl:template name="unsure">
  <xsl:text> </xsl:text>
  <span class="unsure" role="note" aria-label="{$s-unsure-speaker}" title="{$s-unsure-speaker}">?</span>
</xsl:template>

<!-- The label, as a link to the page of the person when it is one person's who has a page. -->
<!-- The number of a speech, as the record prints it before the label; a bullet is no number. -->
<xsl:template name="speech-number">
  <xsl:if test="@n and not(contains('•●▪', @n))">
    <xsl:variable name="time"><xsl:call-template name="time-of"/></xsl:variable>
    <xsl:if test="$time = ''"><span class="speech"><xsl:value-of select="@n"/></span><xsl:text> </xsl:text></xsl:if>
  </xsl:if>
</xsl:template>

<!-- The time at which it begins stands behind the label. -->
<xsl:template name="speech-time">
  <xsl:if test="@n">
    <xsl:variable name="time"><xsl:call-template name="time-of"/></xsl:variable>
    <xsl:if test="$time != ''"><xsl:text> </xsl:text><span class="time"><xsl:value-of select="$time"/></span></xsl:if>
  </xsl:if>
</xsl:template>


<xsl:template name="speaker-name">
  <xsl:variable name="page" select="substring-before(substring-after($pages, concat(' ', substring(@who, 2), '=')), ' ')"/>
  <xsl:choose>
    <xsl:when test="$page != ''"><a href="{$root}{$page}.html"><xsl:apply-templates select="t:speaker/node()"/></a></xsl:when>
    <xsl:otherwise><span class="name"><xsl:apply-templates select="t:speaker/node()"/></span></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- Paragraphs and lists -->

<xsl:template match="t:p">
  <xsl:variable name="name" select="translate(@xml:id, '&quot;&lt;&gt;&amp;', '')"/>
  <xsl:choose>
    <!-- Nearly every paragraph has an id and nothing else. -->
    <xsl:when test="@xml:id and not(@*[2])">
      <p id="{$name}">
        <a class="pn" href="#{$name}" aria-label="{$s-paragraph} {substring($name, 2)}"><xsl:value-of select="substring($name, 2)"/></a>
        <xsl:apply-templates/>
      </p>
    </xsl:when>
    <xsl:otherwise>
      <p>
        <xsl:call-template name="id"/>
        <xsl:if test="@xml:id">
          <a class="pn" href="#{$name}" aria-label="{$s-paragraph} {substring($name, 2)}"><xsl:value-of select="substring($name, 2)"/></a>
        </xsl:if>
        <xsl:call-template name="paragraph"/>
      </p>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template name="paragraph">
  <xsl:if test="@n"><span class="number"><xsl:value-of select="@n"/></span><xsl:text> </xsl:text></xsl:if>
  <xsl:apply-templates/>
</xsl:template>

<xsl:template match="t:list">
  <xsl:apply-templates select="t:head"/>
  <ul>
    <xsl:attribute name="class">
      <xsl:choose>
        <xsl:when test="@type = 'participants'">roster</xsl:when>
        <xsl:when test="t:label">marked</xsl:when>
        <xsl:otherwise>plain</xsl:otherwise>
      </xsl:choose>
    </xsl:attribute>
    <xsl:apply-templates select="t:item | t:note | t:pb"/>
  </ul>
</xsl:template>

<!-- The link to an item is called as the item is printed, "Item 7. b)", with its marker and those of the two around it;
     where a dash or a point is all that marks it, or nothing, it is called by its number. -->
<xsl:template match="t:item">
  <xsl:variable name="label" select="preceding-sibling::*[1]/self::t:label"/>
  <xsl:variable name="number" select="substring-before(substring-after($items, concat(' ', generate-id(), '=')), ' ')"/>
  <xsl:choose>
    <xsl:when test="$number != ''">
      <xsl:variable name="named" select="translate($label, ' -–—•●▪·*', '') != ''"/>
      <xsl:variable name="around" select="concat(ancestor::t:item[2]/preceding-sibling::*[1]/self::t:label, ' ', ancestor::t:item[1]/preceding-sibling::*[1]/self::t:label)"/>
      <xsl:variable name="printed" select="substring(concat($around, ' ', $label), 1, 99 * $named)"/>
      <xsl:variable name="name" select="translate(normalize-space(concat($printed, substring($number, 1, 9 * not($named)))), '&quot;&lt;&gt;&amp;', '')"/>
      <li id="i{$number}">
        <a class="pn" href="#i{$number}" aria-label="{$s-item} {$name}"><xsl:text>i</xsl:text><xsl:value-of select="$number"/></a>
        <xsl:if test="$label"><span class="marker"><xsl:apply-templates select="$label/node()"/></span><xsl:text> </xsl:text></xsl:if>
        <xsl:apply-templates/>
      </li>
    </xsl:when>
    <xsl:otherwise>
      <li>
        <xsl:if test="$label"><span class="marker"><xsl:apply-templates select="$label/node()"/></span><xsl:text> </xsl:text></xsl:if>
        <xsl:apply-templates/>
      </li>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- What stands between two items -->
<xsl:template match="t:list/t:note | t:list/t:pb">
  <li class="between">
    <xsl:choose>
      <xsl:when test="self::t:note">
        <span class="note {@type}" role="note"><xsl:call-template name="id"/><xsl:call-template name="note-text"/><xsl:call-template name="note-permalink"/></span>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="page-break"/></xsl:otherwise>
    </xsl:choose>
  </li>
</xsl:template>

<xsl:template match="t:quote | t:floatingText">
  <blockquote><xsl:call-template name="language"/><xsl:apply-templates/></blockquote>
</xsl:template>

<xsl:template match="t:pb"><xsl:call-template name="page-break"/></xsl:template>

<xsl:template name="page-break">
  <xsl:variable name="said"><xsl:value-of select="$s-page-break"/><xsl:if test="@n">: <xsl:value-of select="@n"/></xsl:if></xsl:variable>
  <span class="pb" role="note" aria-label="{$said}" title="{$said}"></span>
</xsl:template>

<!-- The record-keeper's asides -->

<xsl:template match="t:div/t:stage | t:body/t:stage | t:sp/t:stage | t:quote/t:stage | t:postscript/t:stage">
  <p class="stage" role="note" aria-label="{$s-aside}"><xsl:call-template name="stage-text"/></p>
</xsl:template>

<xsl:template match="t:stage">
  <span class="stage" role="note" aria-label="{$s-aside}"><xsl:call-template name="stage-text"/></span>
</xsl:template>

<xsl:template name="stage-text">
  <xsl:choose>
    <xsl:when test="@rend = 'brackets'">[<xsl:apply-templates/>]</xsl:when>
    <xsl:when test="@rend = 'fullwidth'">（<xsl:apply-templates/>）</xsl:when>
    <xsl:when test="@rend = 'tortoise'">〔<xsl:apply-templates/>〕</xsl:when>
    <xsl:when test="@rend = 'strokes'">/<xsl:apply-templates/>/</xsl:when>
    <xsl:when test="@rend = 'plain'"><xsl:apply-templates/></xsl:when>
    <xsl:when test="@rend = 'dashes'">--- <xsl:apply-templates/></xsl:when>
    <xsl:otherwise>(<xsl:apply-templates/>)</xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- The translator's and the editor's insertions -->

<xsl:template match="t:supplied">
  <ins title="{$s-supplied}">[<xsl:apply-templates/>]</ins>
</xsl:template>

<xsl:template match="t:supplied[@ana = '#antecedent']">
  <ins title="{$s-antecedent}">[<xsl:apply-templates/>]</ins>
</xsl:template>

<xsl:template match="t:sic">
  <span class="sic"><xsl:apply-templates/></span>
  <xsl:text> </xsl:text>
  <span class="mark" role="note" aria-label="{$s-sic}" title="{$s-sic}">[sic]</span>
</xsl:template>

<!-- A gap shows the record's own words for it; without them why something is missing, but for the dots of an editor. -->
<xsl:template match="t:gap">
  <xsl:variable name="why">
    <xsl:choose>
      <xsl:when test="@reason = 'illegible'"><xsl:value-of select="$s-gap-illegible"/></xsl:when>
      <xsl:when test="@reason = 'inaudible'"><xsl:value-of select="$s-gap-inaudible"/></xsl:when>
      <xsl:when test="@reason = 'redacted'"><xsl:value-of select="$s-gap-redacted"/></xsl:when>
      <xsl:when test="@reason = 'editorial'"><xsl:value-of select="$s-gap-editorial"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$s-gap"/></xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <span class="gap" role="note" aria-label="{$why}" title="{$why}">
    <xsl:choose>
      <xsl:when test="t:desc">[<xsl:apply-templates select="t:desc/node()"/>]</xsl:when>
      <xsl:when test="@reason = 'editorial'">[...]</xsl:when>
      <xsl:otherwise>[<xsl:value-of select="$why"/>]</xsl:otherwise>
    </xsl:choose>
  </span>
</xsl:template>

<xsl:template match="t:unclear">
  <span class="unclear" role="note" aria-label="{$s-unclear}" title="{$s-unclear}"><xsl:choose>
    <xsl:when test="@rend = 'mark'"><xsl:apply-templates/> [?]</xsl:when>
    <xsl:otherwise>[<xsl:apply-templates/>?]</xsl:otherwise>
  </xsl:choose></span>
</xsl:template>

<xsl:template match="t:foreign"><i><xsl:call-template name="language"/><xsl:apply-templates/></i></xsl:template>

<!-- Notes that stand in the text: glosses, translator's notes, stamps, what is written by hand -->

<xsl:template match="t:div/t:note | t:body/t:note | t:sp/t:note | t:quote/t:note | t:postscript/t:note">
  <p class="note {@type}" role="note">
    <xsl:call-template name="id"/>
    <xsl:call-template name="note-permalink"/>
    <xsl:call-template name="note-text"/>
  </p>
</xsl:template>

<xsl:template match="t:note">
  <span class="note {@type}" role="note">
    <xsl:call-template name="id"/>
    <xsl:if test="@type = 'translator'"><xsl:attribute name="title"><xsl:value-of select="$s-translator-note"/></xsl:attribute></xsl:if>
    <xsl:call-template name="note-text"/>
    <!-- The label of a turn is a link itself. -->
    <xsl:if test="not(ancestor::t:speaker)"><xsl:call-template name="note-permalink"/></xsl:if>
  </span>
</xsl:template>

<xsl:template name="note-text">
  <xsl:choose>
    <xsl:when test="starts-with(t:label, '[')"><xsl:apply-templates/></xsl:when>
    <xsl:otherwise>[<xsl:apply-templates/>]</xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template match="t:note/t:label"><span class="label"><xsl:apply-templates/></span></xsl:template>

<xsl:template name="note-permalink">
  <xsl:if test="@xml:id and $in-record">
    <a class="pn" href="#{@xml:id}" aria-label="{$s-note} {@xml:id}"><xsl:value-of select="@xml:id"/></a>
  </xsl:if>
</xsl:template>

<!-- Footnotes: a marker in the text, the note beside its line, and the same at the foot. The copy
     beside the line is for the eye alone: the one at the foot has the id and the links. -->

<xsl:template match="t:ref[@type='noteAnchor']">
  <xsl:variable name="id" select="substring-after(@target, '#')"/>
  <xsl:variable name="note" select="key('note', $id)"/>
  <xsl:choose>
    <xsl:when test="$note and $in-record">
      <a class="anchor" href="#{$id}" role="doc-noteref">
        <xsl:if test="generate-id() = generate-id(key('anchor', $id)[1])">
          <xsl:attribute name="id">to-<xsl:value-of select="$id"/></xsl:attribute>
        </xsl:if>
        <xsl:apply-templates/>
      </a>
      <xsl:if test="generate-id() = generate-id(key('anchor', $id)[1])">
        <span class="side" aria-hidden="true">
          <span class="n"><xsl:value-of select="@n"/></span>
          <xsl:text> </xsl:text>
          <xsl:apply-templates select="$note/node()" mode="aside"/>
        </span>
      </xsl:if>
    </xsl:when>
    <xsl:otherwise><span class="anchor"><xsl:apply-templates/></span></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- Beside the line the words are enough: no ids, no links, blocks as lines. -->
<xsl:template match="*" mode="aside"><xsl:apply-templates mode="aside"/><xsl:text> </xsl:text></xsl:template>
<xsl:template match="t:hi | t:title | t:foreign" mode="aside"><i><xsl:apply-templates mode="aside"/></i></xsl:template>
<xsl:template match="t:supplied | t:gap | t:sic | t:unclear" mode="aside"><xsl:apply-templates select="."/></xsl:template>

<xsl:template match="t:div[@type='notes']">
  <section class="notes" aria-label="{$s-notes}">
    <h2>
      <xsl:if test="not(t:head)"><xsl:attribute name="data-pagefind-ignore"></xsl:attribute></xsl:if>
      <xsl:apply-templates select="t:head/node()"/>
      <xsl:if test="not(t:head)"><xsl:value-of select="$s-notes"/></xsl:if>
    </h2>
    <xsl:apply-templates select="*[not(self::t:head)]"/>
  </section>
</xsl:template>

<xsl:template match="t:back/t:div/t:note">
  <div class="footnote" role="note">
    <xsl:call-template name="id"/>
    <p>
      <a class="n" href="#to-{@xml:id}" title="{$s-back-to-text}">
        <xsl:if test="not(key('anchor', @xml:id))">
          <xsl:attribute name="href">#<xsl:value-of select="@xml:id"/></xsl:attribute>
          <xsl:attribute name="title"><xsl:value-of select="$s-permalink-note"/></xsl:attribute>
        </xsl:if>
        <span class="vh"><xsl:value-of select="$s-note"/><xsl:text> </xsl:text></span>
        <xsl:value-of select="@n"/>
      </a>
      <xsl:text> </xsl:text>
      <xsl:apply-templates select="node()[not(self::t:p)]"/>
      <xsl:apply-templates select="t:p[1]/node()"/>
    </p>
    <xsl:apply-templates select="t:p[position() &gt; 1]"/>
  </div>
</xsl:template>

<xsl:template match="t:ref[@target and not(@type='noteAnchor')]">
  <xsl:choose>
    <xsl:when test="starts-with(@target, 'https://') or starts-with(@target, 'http://')">
      <a href="{@target}"><xsl:apply-templates/></a>
    </xsl:when>
    <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- What the parts have in common -->

<xsl:template name="id">
  <xsl:if test="@xml:id and $in-record"><xsl:attribute name="id"><xsl:value-of select="@xml:id"/></xsl:attribute></xsl:if>
  <xsl:call-template name="language"/>
</xsl:template>

<xsl:template name="language">
  <xsl:if test="@xml:lang"><xsl:attribute name="lang"><xsl:value-of select="@xml:lang"/></xsl:attribute></xsl:if>
</xsl:template>
</xsl:stylesheet>
