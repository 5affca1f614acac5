<?xml version="1.0" encoding="UTF-8"?>
<!-- The start page: what the edition is, how large, its records over time, and all of them where
     they are not too many for one page. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:c="urn:diplomata:context" exclude-result-prefixes="c">
<xsl:import href="edition:html/page.xsl"/>
<xsl:import href="edition:html/toc.xsl"/>

<xsl:template match="c:catalogue" mode="title"><xsl:value-of select="$edition-title"/></xsl:template>
<xsl:template match="c:catalogue" mode="class">start</xsl:template>

<xsl:template match="c:catalogue" mode="head">
  <xsl:if test="$edition-description != ''"><meta name="description" content="{$edition-description}"/></xsl:if>
  <xsl:if test="$edition-url != ''"><link rel="canonical" href="{$edition-url}/"/></xsl:if>
  <xsl:if test="@feed"><link rel="alternate" type="application/atom+xml" href="feed.atom" title="{$edition-title}"/></xsl:if>
  <xsl:if test="c:json"><script type="application/ld+json"><xsl:value-of select="c:json"/></script></xsl:if>
</xsl:template>

<xsl:template match="c:catalogue" mode="main">
  <div class="sheet">
    <header class="title">
      <h1><xsl:value-of select="$edition-title"/></h1>
      <xsl:if test="$edition-subtitle != ''"><p class="subtitle"><xsl:value-of select="$edition-subtitle"/></p></xsl:if>
      <xsl:if test="$edition-editors != ''"><p class="under"><xsl:value-of select="concat($s-editors, ' ', $edition-editors)"/></p></xsl:if>
    </header>
    <xsl:if test="$edition-description != ''"><p class="description"><xsl:value-of select="$edition-description"/></p></xsl:if>
    <xsl:choose>
      <xsl:when test="@records &gt; 0"><xsl:call-template name="figures"/></xsl:when>
      <xsl:otherwise><p class="description"><xsl:value-of select="$s-none"/></p></xsl:otherwise>
    </xsl:choose>
    <xsl:call-template name="histogram">
      <xsl:with-param name="target"><xsl:choose><xsl:when test="c:record">here</xsl:when><xsl:otherwise>page</xsl:otherwise></xsl:choose></xsl:with-param>
    </xsl:call-template>
    <xsl:if test="c:record">
      <section class="year" id="records">
        <h2><xsl:value-of select="$s-records"/></h2>
        <xsl:call-template name="record-table"><xsl:with-param name="years" select="true()"/></xsl:call-template>
      </section>
    </xsl:if>
  </div>
</xsl:template>

<!-- "24 records, 1956 to 1971; 9 persons; 3 archives; 12,400 words." -->
<xsl:template name="figures">
  <p class="figures">
    <span><xsl:call-template name="count"><xsl:with-param name="n" select="@records"/><xsl:with-param name="one" select="$s-record-one"/><xsl:with-param name="many" select="$s-record-many"/></xsl:call-template></span>
    <xsl:if test="@years &gt; 0"><span><xsl:call-template name="count"><xsl:with-param name="n" select="@years"/><xsl:with-param name="one" select="$s-year-one"/><xsl:with-param name="many" select="$s-year-many"/></xsl:call-template></span></xsl:if>
    <xsl:if test="@people &gt; 0"><span><xsl:call-template name="count"><xsl:with-param name="n" select="@people"/><xsl:with-param name="one" select="$s-person-one"/><xsl:with-param name="many" select="$s-person-many"/></xsl:call-template></span></xsl:if>
    <xsl:if test="@archives &gt; 0"><span><xsl:call-template name="count"><xsl:with-param name="n" select="@archives"/><xsl:with-param name="one" select="$s-archive-one"/><xsl:with-param name="many" select="$s-archive-many"/></xsl:call-template></span></xsl:if>
    <xsl:if test="@turns &gt; 0"><span><xsl:call-template name="count"><xsl:with-param name="n" select="@turns"/><xsl:with-param name="one" select="$s-turn-one"/><xsl:with-param name="many" select="$s-turn-many"/></xsl:call-template></span></xsl:if>
    <span><xsl:call-template name="count"><xsl:with-param name="n" select="@words"/><xsl:with-param name="one" select="$s-word-one"/><xsl:with-param name="many" select="$s-word-many"/></xsl:call-template></span>
  </p>
</xsl:template>
</xsl:stylesheet>
