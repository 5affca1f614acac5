<?xml version="1.0" encoding="UTF-8"?>
<!-- An index, as at the back of a book: names under their letters, and how many records each has.
     One stylesheet for people, archives with their fonds, kinds, languages, places and subjects. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:c="urn:diplomata:context" exclude-result-prefixes="c">
<xsl:import href="edition:html/page.xsl"/>

<xsl:template match="c:catalogue" mode="title"><xsl:value-of select="@heading"/></xsl:template>
<xsl:template match="c:catalogue" mode="class">index</xsl:template>

<xsl:template match="c:catalogue" mode="head">
  <xsl:if test="@url"><link rel="canonical" href="{@url}"/></xsl:if>
</xsl:template>

<xsl:template match="c:catalogue" mode="main">
  <div class="sheet">
    <header class="title"><h1><xsl:value-of select="@heading"/></h1></header>
    <xsl:if test="not(.//c:entry)"><p class="description"><xsl:value-of select="$s-index-empty"/></p></xsl:if>
    <xsl:if test="count(c:letter) &gt; 5">
      <ul class="letters">
        <xsl:for-each select="c:letter"><li><a href="#letter-{position()}"><xsl:value-of select="@n"/></a></li></xsl:for-each>
      </ul>
    </xsl:if>
    <xsl:for-each select="c:letter">
      <section class="letter" id="letter-{position()}">
        <h2><xsl:value-of select="@n"/></h2>
        <xsl:call-template name="entries"/>
      </section>
    </xsl:for-each>
    <xsl:for-each select="c:part">
      <section class="part">
        <h2>
          <xsl:choose>
            <xsl:when test="@href"><a href="{$root}{@href}"><xsl:value-of select="@n"/></a></xsl:when>
            <xsl:otherwise><xsl:value-of select="@n"/></xsl:otherwise>
          </xsl:choose>
        </h2>
        <xsl:call-template name="entries"/>
        <xsl:if test="@more"><p class="more"><a href="{$root}{@href}"><xsl:value-of select="@more"/></a></p></xsl:if>
      </section>
    </xsl:for-each>
    <xsl:if test="c:entry"><xsl:call-template name="entries"/></xsl:if>
  </div>
</xsl:template>

<xsl:template name="entries">
  <ul class="entries">
    <xsl:for-each select="c:entry">
      <li>
        <a href="{$root}{@href}"><bdi><xsl:value-of select="@name"/></bdi></a>
        <xsl:text> </xsl:text>
        <span class="n"><xsl:value-of select="@count"/></span>
        <xsl:if test="@note"><xsl:text> </xsl:text><span class="gist"><xsl:value-of select="@note"/></span></xsl:if>
        <xsl:if test="c:entry"><xsl:call-template name="entries"/></xsl:if>
      </li>
    </xsl:for-each>
  </ul>
</xsl:template>
</xsl:stylesheet>
