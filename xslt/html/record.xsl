<?xml version="1.0" encoding="UTF-8"?>
<!-- The page of one record. The source is the TEI of the record; what the record cannot know of
     itself (its neighbours, the shape of its talk, its citations) stands in a c:context at its end. In the
     attributes of that which have the prefix c: HTML has nothing to escape: they are written at once. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:t="http://www.tei-c.org/ns/1.0" xmlns:c="urn:diplomata:context" exclude-result-prefixes="t c">
<xsl:include href="edition:html/page.xsl"/>
<xsl:include href="edition:html/voices.xsl"/>
<xsl:include href="edition:html/letter.xsl"/>
<xsl:include href="edition:html/facts.xsl"/>
<xsl:include href="edition:html/strip.xsl"/>
<xsl:include href="edition:html/legend.xsl"/>
<xsl:include href="edition:html/citation.xsl"/>
<xsl:include href="edition:html/meta.xsl"/>

<xsl:variable name="in-record" select="true()"/>
<xsl:variable name="header" select="/t:TEI/t:teiHeader"/>
<xsl:variable name="file" select="$header/t:fileDesc"/>
<xsl:variable name="profile" select="$header/t:profileDesc"/>
<xsl:variable name="context" select="/t:TEI/c:context[last()]"/>
<xsl:variable name="people" select="$context/c:person"/>
<!-- The page of each person who has one, by the id in the record: " p1=people/kern p2=people/quill " -->
<xsl:variable name="pages" select="string($context/@c:pages)"/>
<xsl:variable name="id" select="string($context/@id)"/>
<xsl:variable name="title" select="normalize-space($file/t:titleStmt/t:title)"/>
<xsl:variable name="rtl" select="contains(' ar fa he ur yi ps dv ug ', concat(' ', substring-before(concat(/t:TEI/t:text/@xml:lang, '-'), '-'), ' '))"/>

<xsl:template match="t:TEI" mode="title"><xsl:value-of select="$file/t:titleStmt/t:title"/></xsl:template>
<xsl:template match="t:TEI" mode="class">record</xsl:template>

<xsl:template match="t:TEI" mode="imprint">
  <xsl:if test="$context/@digest">
    <xsl:value-of select="$s-text-digest"/><xsl:text> </xsl:text>
    <code><xsl:value-of select="$context/@digest"/></code><xsl:text>. </xsl:text>
  </xsl:if>
</xsl:template>

<xsl:template match="t:TEI" mode="main">
  <article data-pagefind-body="" class="page{substring(' rtl', 1, 4 * $rtl)}">
    <xsl:apply-templates select="$context" mode="search-facets"/>
    <header class="title">
      <p class="over">
        <xsl:call-template name="over-title"/>
      </p>
      <h1 dir="auto" data-pagefind-meta="title"><xsl:apply-templates select="$file/t:titleStmt/t:title/node()"/></h1>
      <xsl:call-template name="under-title"/>
    </header>
    <aside class="facts" id="facts" aria-label="{$s-facts}">
      <xsl:call-template name="facts"/>
    </aside>
    <xsl:if test="$profile/t:abstract/*">
      <section class="summary" id="summary" aria-label="{$s-summary}">
        <xsl:for-each select="$profile/t:abstract/t:p"><p dir="auto"><xsl:apply-templates/></p></xsl:for-each>
      </section>
    </xsl:if>
    <xsl:call-template name="strip"/>
    <xsl:call-template name="legend"/>
    <div class="text" id="text">
      <xsl:apply-templates select="t:text" mode="language"/>
      <xsl:apply-templates select="t:text/t:front | t:text/t:body"/>
    </div>
    <xsl:if test="t:text/t:back/*">
      <div class="back">
        <xsl:apply-templates select="t:text" mode="language"/>
        <xsl:apply-templates select="t:text/t:back"/>
      </div>
    </xsl:if>
    <xsl:call-template name="citation"/>
  </article>
  <xsl:call-template name="turning"/>
</xsl:template>

<xsl:template match="t:front | t:body | t:back | t:group"><xsl:apply-templates/></xsl:template>

<xsl:template match="t:text" mode="language">
  <xsl:if test="@xml:lang">
    <xsl:attribute name="lang"><xsl:value-of select="@xml:lang"/></xsl:attribute>
    <xsl:if test="$rtl"><xsl:attribute name="dir">rtl</xsl:attribute></xsl:if>
  </xsl:if>
</xsl:template>

<!-- Above the title: kind and date. Below it: where the original lies, and who translated it. -->
<xsl:template name="over-title">
  <xsl:variable name="kind" select="$context/c:entry[@index = 'kinds']"/>
  <xsl:if test="$kind">
    <a href="{$root}{$kind/@c:page}.html"><xsl:value-of select="$kind/@term"/></a>
  </xsl:if>
  <xsl:for-each select="$profile/t:creation/t:date">
    <xsl:if test="$kind or position() &gt; 1"><span class="dot"> · </span></xsl:if>
    <xsl:call-template name="date-link"/>
  </xsl:for-each>
</xsl:template>

<xsl:template name="date-link">
  <xsl:variable name="year" select="substring(concat(@when, @notBefore, @notAfter), 1, 4)"/>
  <xsl:variable name="words">
    <xsl:choose>
      <xsl:when test="normalize-space() != ''"><xsl:value-of select="normalize-space()"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="@when"/></xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:choose>
    <xsl:when test="string-length($year) = 4 and number($year) = number($year)">
      <a href="{$root}years/{$year}.html">
        <xsl:choose>
          <xsl:when test="@when"><time datetime="{@when}"><bdi><xsl:value-of select="$words"/></bdi></time></xsl:when>
          <xsl:otherwise><bdi><xsl:value-of select="$words"/></bdi></xsl:otherwise>
        </xsl:choose>
      </a>
    </xsl:when>
    <xsl:otherwise><xsl:value-of select="$words"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template name="under-title">
  <p class="under">
    <xsl:for-each select="$file/t:sourceDesc/t:msDesc/t:msIdentifier">
      <xsl:if test="position() &gt; 1"><xsl:text>; </xsl:text></xsl:if>
      <xsl:value-of select="t:repository"/>
      <xsl:if test="t:repository != '' and t:idno[@type='archival']"><xsl:text>, </xsl:text></xsl:if>
      <xsl:value-of select="t:idno[@type='archival']"/>
    </xsl:for-each>
    <xsl:if test="$file/t:titleStmt/t:editor[@role='translator']">
      <xsl:if test="$file/t:sourceDesc/t:msDesc"><xsl:text>. </xsl:text></xsl:if>
      <xsl:value-of select="$s-translated-by"/>
      <xsl:text> </xsl:text>
      <xsl:for-each select="$file/t:titleStmt/t:editor[@role='translator']">
        <xsl:if test="position() &gt; 1"><xsl:text>, </xsl:text></xsl:if>
        <bdi><xsl:value-of select="t:persName"/></bdi>
      </xsl:for-each>
    </xsl:if>
    <a class="to-facts" href="#facts" data-pagefind-ignore=""><xsl:value-of select="$s-facts"/></a>
  </p>
</xsl:template>

<!-- To the record before and the record after, by date -->
<xsl:template name="turning">
  <xsl:if test="$context/c:previous or $context/c:next">
    <nav class="turning" aria-label="{$s-turning}">
      <xsl:for-each select="$context/c:previous">
        <a class="previous" rel="prev" href="{@href}">
          <span class="way"><xsl:value-of select="$s-previous"/></span>
          <span class="when"><xsl:value-of select="@date"/></span>
          <bdi class="what"><xsl:value-of select="@title"/></bdi>
        </a>
      </xsl:for-each>
      <xsl:for-each select="$context/c:next">
        <a class="next" rel="next" href="{@href}">
          <span class="way"><xsl:value-of select="$s-next"/></span>
          <span class="when"><xsl:value-of select="@date"/></span>
          <bdi class="what"><xsl:value-of select="@title"/></bdi>
        </a>
      </xsl:for-each>
    </nav>
  </xsl:if>
</xsl:template>
</xsl:stylesheet>
