<?xml version="1.0" encoding="UTF-8"?>
<!-- The records of one term, one archive or one year, and the chronology: lists under headings, or a
     table. The table is whole as it stands; with JavaScript its headings sort it. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:c="urn:diplomata:context" exclude-result-prefixes="c">
<xsl:import href="edition:html/page.xsl"/>
<xsl:import href="edition:html/toc.xsl"/>

<xsl:template match="c:catalogue" mode="title"><xsl:value-of select="@heading"/></xsl:template>
<xsl:template match="c:catalogue" mode="class">index</xsl:template>

<xsl:template match="c:catalogue" mode="head">
  <xsl:if test="@url"><link rel="canonical" href="{@url}"/></xsl:if>
</xsl:template>

<xsl:template match="c:catalogue" mode="main">
  <div class="sheet">
    <header class="title">
      <xsl:if test="@up"><p class="over"><a href="{$root}{@up}"><xsl:value-of select="@over"/></a></p></xsl:if>
      <h1 dir="auto"><xsl:value-of select="@heading"/></h1>
      <xsl:if test="@count">
        <p class="under"><xsl:call-template name="count"><xsl:with-param name="n" select="@count"/><xsl:with-param name="one" select="$s-record-one"/><xsl:with-param name="many" select="$s-record-many"/></xsl:call-template></p>
      </xsl:if>
    </header>
    <xsl:if test="c:year"><xsl:call-template name="histogram"/></xsl:if>
    <xsl:if test="c:record"><xsl:call-template name="record-table"/></xsl:if>
    <xsl:for-each select="c:group">
      <section class="year">
        <xsl:if test="@id"><xsl:attribute name="id"><xsl:value-of select="@id"/></xsl:attribute></xsl:if>
        <h2>
          <xsl:choose>
            <xsl:when test="@href"><a href="{$root}{@href}"><xsl:value-of select="@heading"/></a></xsl:when>
            <xsl:otherwise><xsl:value-of select="@heading"/></xsl:otherwise>
          </xsl:choose>
        </h2>
        <xsl:choose>
          <xsl:when test="c:group">
            <xsl:for-each select="c:group">
              <h3><xsl:value-of select="@heading"/></h3>
              <xsl:call-template name="toc"/>
            </xsl:for-each>
          </xsl:when>
          <xsl:when test="../@of"><xsl:call-template name="record-table"/></xsl:when>
          <xsl:otherwise><xsl:call-template name="toc"><xsl:with-param name="undated" select="not(c:record/@year)"/></xsl:call-template></xsl:otherwise>
        </xsl:choose>
      </section>
    </xsl:for-each>
    <xsl:if test="not(c:year or c:group or c:record)"><p class="description"><xsl:value-of select="$s-none"/></p></xsl:if>
  </div>
  <xsl:if test="c:previous or c:next">
    <nav class="turning" aria-label="{$s-turning}">
      <xsl:for-each select="c:previous"><a class="previous" rel="prev" href="{$root}{@href}"><span class="way"><xsl:value-of select="$s-previous"/></span><xsl:value-of select="@heading"/></a></xsl:for-each>
      <xsl:for-each select="c:next"><a class="next" rel="next" href="{$root}{@href}"><span class="way"><xsl:value-of select="$s-next"/></span><xsl:value-of select="@heading"/></a></xsl:for-each>
    </nav>
  </xsl:if>
</xsl:template>
</xsl:stylesheet>
