<?xml version="1.0" encoding="UTF-8"?>
<!-- The frame of every page: head, running head, main, foot. A page says what goes into it by
     templates in the modes "title", "head", "class" and "main" for its document element.
     $root leads from the page to the top of the site: "" or "../". -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:c="urn:diplomata:context" xmlns:t="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="c t">
<xsl:import href="diplomata:edition"/>
<xsl:import href="diplomata:strings"/>
<!-- The tree is written as HTML afterwards; method="html" would add a second declaration of the encoding. -->
<xsl:output method="xml" encoding="UTF-8" indent="no" omit-xml-declaration="yes"/>
<xsl:param name="root"/>
<xsl:param name="here"/>
<!-- The page as schema.org describes it: JSON, which has no "<" in it. Some pages describe what they are about. -->
<xsl:param name="described"/>

<xsl:template match="/">
  <xsl:apply-templates select="*" mode="page"/>
</xsl:template>

<xsl:template match="*" mode="page">
  <html lang="{$language}">
    <xsl:if test="$direction = 'rtl'"><xsl:attribute name="dir">rtl</xsl:attribute></xsl:if>
    <head>
      <meta charset="utf-8"/>
      <meta http-equiv="Content-Security-Policy" content="{$content-policy}"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <title>
        <xsl:apply-templates select="." mode="title"/>
        <xsl:if test="$here != 'start'"> | <xsl:value-of select="$edition-title"/></xsl:if>
      </title>
      <link rel="stylesheet" href="{$root}assets/diplomata.css"/>
      <link rel="stylesheet" href="{$root}assets/edition.css"/>
      <link rel="icon" href="{$root}assets/icon.svg" type="image/svg+xml"/>
      <meta name="generator" content="{$generator}"/>
      <meta name="color-scheme" content="light dark"/>
      <xsl:apply-templates select="." mode="head"/>
      <xsl:apply-templates select="." mode="dublin-core"/>
      <xsl:if test="$described != ''"><script type="application/ld+json"><xsl:value-of select="$described"/></script></xsl:if>
      <script src="{$root}assets/diplomata.js" defer="defer"></script>
    </head>
    <body>
      <xsl:attribute name="class"><xsl:apply-templates select="." mode="class"/></xsl:attribute>
      <a class="skip" href="#main"><xsl:value-of select="$s-skip"/></a>
      <header class="running">
        <p class="edition">
          <a href="{$root}index.html">
            <xsl:if test="$here = 'start'"><xsl:attribute name="aria-current">page</xsl:attribute></xsl:if>
            <xsl:if test="$logo != ''"><img class="logo" src="{$root}{$logo}" alt=""/></xsl:if>
            <xsl:value-of select="$edition-title"/>
          </a>
        </p>
        <nav aria-label="{$s-nav-label}">
          <ul>
            <li><a href="{$root}chronology.html"><xsl:if test="$here = 'chronology'"><xsl:attribute name="aria-current">page</xsl:attribute></xsl:if><xsl:value-of select="$s-nav-chronology"/></a></li>
            <li><a href="{$root}people.html"><xsl:if test="$here = 'people'"><xsl:attribute name="aria-current">page</xsl:attribute></xsl:if><xsl:value-of select="$s-nav-people"/></a></li>
            <li><a href="{$root}archives.html"><xsl:if test="$here = 'archives'"><xsl:attribute name="aria-current">page</xsl:attribute></xsl:if><xsl:value-of select="$s-nav-archives"/></a></li>
            <li><a href="{$root}indexes.html"><xsl:if test="$here = 'indexes'"><xsl:attribute name="aria-current">page</xsl:attribute></xsl:if><xsl:value-of select="$s-nav-indexes"/></a></li>
            <li><a href="{$root}search.html"><xsl:if test="$here = 'search'"><xsl:attribute name="aria-current">page</xsl:attribute></xsl:if><xsl:value-of select="$s-nav-search"/></a></li>
            <li><a href="{$root}about.html"><xsl:if test="$here = 'about'"><xsl:attribute name="aria-current">page</xsl:attribute></xsl:if><xsl:value-of select="$s-nav-about"/></a></li>
          </ul>
        </nav>
      </header>
      <main id="main">
        <xsl:apply-templates select="." mode="main"/>
      </main>
      <footer class="imprint">
        <p>
          <span class="edition"><xsl:value-of select="$edition-title"/></span>
          <xsl:if test="$edition-publisher != ''"><xsl:text>, </xsl:text><xsl:value-of select="$edition-publisher"/></xsl:if>
          <xsl:text>. </xsl:text>
          <xsl:value-of select="$edition-stamp"/>
          <xsl:text>. </xsl:text>
          <xsl:if test="$licence != ''">
            <xsl:choose>
              <xsl:when test="$licence-url != ''"><a rel="license" href="{$licence-url}"><xsl:value-of select="$licence"/></a></xsl:when>
              <xsl:otherwise><xsl:value-of select="$licence"/></xsl:otherwise>
            </xsl:choose>
            <xsl:text>. </xsl:text>
          </xsl:if>
          <xsl:apply-templates select="." mode="imprint"/>
          <xsl:value-of select="$s-made-with"/><xsl:text> </xsl:text><xsl:value-of select="$generator"/>
          <xsl:text>.</xsl:text>
        </p>
      </footer>
    </body>
  </html>
</xsl:template>

<xsl:template match="*" mode="title"/>
<xsl:template match="*" mode="head"/>

<!-- A page of the edition in Dublin Core; that of a record says it of the record. -->
<xsl:template match="*" mode="dublin-core">
  <meta name="DC.title"><xsl:attribute name="content"><xsl:apply-templates select="." mode="title"/></xsl:attribute></meta>
  <xsl:call-template name="edition-creators"/>
  <xsl:if test="$edition-publisher != ''"><meta name="DC.publisher" content="{$edition-publisher}"/></xsl:if>
  <xsl:if test="$edition-date != ''"><meta name="DC.date" content="{$edition-date}"/></xsl:if>
  <meta name="DC.language" content="{$language}"/>
  <xsl:choose>
    <xsl:when test="$here = 'start'"><meta name="DC.type" content="Collection"/></xsl:when>
    <xsl:otherwise>
      <meta name="DC.type" content="Text"/>
      <xsl:call-template name="part-of-edition"/>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template name="part-of-edition">
  <xsl:choose>
    <xsl:when test="$edition-url != ''"><meta name="DCTERMS.isPartOf" content="{$edition-url}/"/></xsl:when>
    <xsl:otherwise><meta name="DCTERMS.isPartOf" content="{$edition-title}"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template match="*" mode="class"><xsl:value-of select="$here"/></xsl:template>
<xsl:template match="*" mode="imprint"/>
<xsl:template match="*" mode="main"/>

<!-- "1 record", "12 records". -->
<xsl:template name="count">
  <xsl:param name="n"/>
  <xsl:param name="one"/>
  <xsl:param name="many"/>
  <xsl:value-of select="format-number($n, '#,##0')"/>
  <xsl:text>&#160;</xsl:text>
  <xsl:choose>
    <xsl:when test="$n = 1"><xsl:value-of select="$one"/></xsl:when>
    <xsl:otherwise><xsl:value-of select="$many"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>
</xsl:stylesheet>
