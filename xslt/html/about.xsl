<?xml version="1.0" encoding="UTF-8"?>
<!-- About the edition: its own words, how it was encoded, its data, what the build found. And the page
     for an address that is not there. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:c="urn:diplomata:context" xmlns:t="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="c t">
<xsl:import href="edition:html/page.xsl"/>
<xsl:import href="edition:html/prose.xsl"/>

<xsl:template match="c:catalogue" mode="title"><xsl:value-of select="@heading"/></xsl:template>
<xsl:template match="c:catalogue" mode="class">about</xsl:template>

<xsl:template match="c:catalogue" mode="head">
  <xsl:if test="@url"><link rel="canonical" href="{@url}"/></xsl:if>
  <xsl:if test="@missing"><meta name="robots" content="noindex"/></xsl:if>
  <xsl:if test="@moved"><meta http-equiv="refresh" content="0; url={@there}"/></xsl:if>
</xsl:template>

<xsl:template match="c:catalogue[@missing]" mode="main">
  <div class="sheet">
    <header class="title"><h1><xsl:value-of select="@heading"/></h1></header>
    <xsl:choose>
      <xsl:when test="@elsewhere"><p class="description"><xsl:value-of select="concat($s-stands-at, ' ')"/><a href="{@there}"><xsl:value-of select="@moved"/></a></p></xsl:when>
      <xsl:when test="@moved"><p class="description"><xsl:value-of select="concat($s-moved-is, ' ')"/><a href="{@there}"><xsl:value-of select="@moved"/></a></p></xsl:when>
      <xsl:when test="@gone"><p class="description"><xsl:value-of select="$s-gone-is"/></p></xsl:when>
      <xsl:otherwise><p class="description"><xsl:value-of select="$s-missing-is"/></p></xsl:otherwise>
    </xsl:choose>
    <ul class="ways">
      <li><a href="{$root}index.html"><xsl:value-of select="$edition-title"/></a></li>
      <li><a href="{$root}chronology.html"><xsl:value-of select="$s-nav-chronology"/></a></li>
      <li><a href="{$root}people.html"><xsl:value-of select="$s-nav-people"/></a></li>
      <li><a href="{$root}search.html"><xsl:value-of select="$s-nav-search"/></a></li>
    </ul>
  </div>
</xsl:template>

<xsl:template match="c:catalogue" mode="main">
  <div class="sheet prose">
    <header class="title">
      <h1><xsl:value-of select="@heading"/></h1>
      <p class="under"><xsl:value-of select="concat($edition-title, '. ', $edition-stamp)"/></p>
    </header>
    <xsl:choose>
      <xsl:when test="c:words/t:*"><xsl:apply-templates select="c:words/t:*"/></xsl:when>
      <xsl:when test="c:words"><xsl:apply-templates select="c:words/div/node()" mode="words"/></xsl:when>
      <xsl:when test="$edition-description != ''"><p><xsl:value-of select="$edition-description"/></p></xsl:when>
    </xsl:choose>

    <section id="cite">
      <h2><xsl:value-of select="$s-cite"/></h2>
      <p>
        <xsl:if test="$edition-editors-cited != ''"><xsl:value-of select="concat($edition-editors-cited, ' ')"/></xsl:if>
        <cite><xsl:value-of select="$edition-title"/></cite>
        <xsl:text>. </xsl:text>
        <xsl:value-of select="$edition-stamp"/>
        <xsl:text>. </xsl:text>
        <xsl:if test="$edition-publisher != ''"><xsl:value-of select="concat($edition-publisher, '. ')"/></xsl:if>
        <xsl:if test="$edition-url != ''"><a href="{$edition-url}/"><xsl:value-of select="$edition-url"/></a><xsl:text>.</xsl:text></xsl:if>
      </p>
      <p><xsl:value-of select="$s-cite-passage"/></p>
    </section>

    <section id="encoding">
      <h2><xsl:value-of select="$s-encoding"/></h2>
      <p><xsl:value-of select="$s-encoding-is"/></p>
      <table class="records marks">
        <thead><tr><th scope="col"><xsl:value-of select="$s-on-the-page"/></th><th scope="col"><xsl:value-of select="$s-meaning"/></th><th scope="col">TEI</th></tr></thead>
        <tbody>
          <tr><td><span class="name"><xsl:value-of select="$s-legend-speaker"/></span></td><td><xsl:value-of select="$s-legend-speaker-is"/></td><td><code>sp, speaker</code></td></tr>
          <tr><td><span class="unsure">?</span></td><td><xsl:value-of select="$s-unsure-speaker"/></td><td><code>sp[@cert='low']</code></td></tr>
          <tr><td><span class="stage">(<xsl:value-of select="$s-legend-aside"/>)</span></td><td><xsl:value-of select="$s-legend-aside-is"/></td><td><code>stage</code></td></tr>
          <tr><td><ins>[<xsl:value-of select="$s-legend-word"/>]</ins></td><td><xsl:value-of select="$s-legend-supplied-is"/></td><td><code>supplied</code></td></tr>
          <tr><td><span class="gap">[...]</span></td><td><xsl:value-of select="$s-legend-gap-is"/></td><td><code>gap</code></td></tr>
          <tr><td><span class="unclear">[<xsl:value-of select="$s-legend-word"/>?]</span></td><td><xsl:value-of select="$s-unclear"/></td><td><code>unclear</code></td></tr>
          <tr><td><span class="mark">[sic]</span></td><td><xsl:value-of select="$s-sic"/></td><td><code>sic</code></td></tr>
          <tr><td><span class="note gloss">[<i><xsl:value-of select="$s-legend-original"/></i>]</span></td><td><xsl:value-of select="$s-legend-gloss-is"/></td><td><code>note[@type='gloss']</code></td></tr>
          <tr><td><span class="note translator">[<xsl:value-of select="$s-note"/>]</span></td><td><xsl:value-of select="$s-translator-note"/></td><td><code>note[@type='translator']</code></td></tr>
          <tr><td><span class="note stamp"><xsl:value-of select="$s-legend-stamp"/></span></td><td><xsl:value-of select="$s-legend-stamp-is"/></td><td><code>note</code></td></tr>
        </tbody>
      </table>
      <xsl:if test="c:schema">
        <p>
          <xsl:value-of select="$s-schema"/>
          <xsl:for-each select="c:schema"><xsl:text> </xsl:text><a href="{@href}"><xsl:value-of select="@name"/></a></xsl:for-each>
        </p>
      </xsl:if>
    </section>

    <section id="data">
      <h2><xsl:value-of select="$s-data"/></h2>
      <ul class="files">
        <xsl:for-each select="c:file">
          <li><a href="{@href}"><xsl:value-of select="@href"/></a><xsl:text> </xsl:text><span class="n"><xsl:value-of select="@size"/></span><xsl:text> </xsl:text><span class="gist"><xsl:value-of select="@what"/></span></li>
        </xsl:for-each>
      </ul>
    </section>

    <section id="report">
      <h2><xsl:value-of select="$s-report"/></h2>
      <table class="records figures-table">
        <tbody>
          <tr><th scope="row"><xsl:value-of select="$s-records"/></th><td><xsl:value-of select="format-number(@records, '#,##0')"/></td></tr>
          <tr><th scope="row"><xsl:value-of select="$s-nav-people"/></th><td><xsl:value-of select="format-number(@people, '#,##0')"/></td></tr>
          <tr><th scope="row"><xsl:value-of select="$s-nav-archives"/></th><td><xsl:value-of select="format-number(@archives, '#,##0')"/></td></tr>
          <tr><th scope="row"><xsl:value-of select="$s-turns"/></th><td><xsl:value-of select="format-number(@turns, '#,##0')"/></td></tr>
          <tr><th scope="row"><xsl:value-of select="$s-report-unsure"/></th><td><xsl:value-of select="format-number(@unsure, '#,##0')"/></td></tr>
          <tr><th scope="row"><xsl:value-of select="$s-report-gaps"/></th><td><xsl:value-of select="format-number(@gaps, '#,##0')"/></td></tr>
          <tr><th scope="row"><xsl:value-of select="$s-report-words"/></th><td><xsl:value-of select="format-number(@words, '#,##0')"/></td></tr>
          <tr><th scope="row"><xsl:value-of select="$s-report-skipped"/></th><td><xsl:value-of select="format-number(@skipped, '#,##0')"/></td></tr>
        </tbody>
      </table>
      <xsl:if test="c:found">
        <h3><xsl:value-of select="$s-report-conversion"/></h3>
        <p><xsl:value-of select="$s-report-conversion-is"/></p>
        <table class="records figures-table">
          <tbody>
            <xsl:for-each select="c:found"><tr><th scope="row"><xsl:value-of select="@name"/></th><td><xsl:value-of select="format-number(@count, '#,##0')"/></td></tr></xsl:for-each>
          </tbody>
        </table>
      </xsl:if>
      <xsl:if test="c:share">
        <table class="records figures-table">
          <tbody>
            <xsl:for-each select="c:share">
              <tr>
                <th scope="row"><xsl:value-of select="@name"/></th>
                <td><xsl:value-of select="format-number(@count, '#,##0')"/></td>
                <td><xsl:value-of select="format-number(@thousandths div 1000, '0.0%')"/></td>
              </tr>
            </xsl:for-each>
          </tbody>
        </table>
      </xsl:if>
      <xsl:if test="c:diagnostic">
        <ul class="files">
          <xsl:for-each select="c:diagnostic"><li><code><xsl:value-of select="@path"/></code><xsl:text> </xsl:text><xsl:value-of select="@message"/><xsl:text> </xsl:text><span class="n"><xsl:value-of select="@code"/></span></li></xsl:for-each>
        </ul>
      </xsl:if>
    </section>
  </div>
</xsl:template>

<!-- The edition's own words from Markdown: elements and attributes of text, and nothing else. -->
<xsl:template match="p | h2 | h3 | h4 | h5 | h6 | ul | ol | li | blockquote | em | strong | code | pre | br | hr | table | thead | tbody | tr | th | td" mode="words">
  <xsl:element name="{local-name()}"><xsl:apply-templates mode="words"/></xsl:element>
</xsl:template>
<xsl:template match="a" mode="words">
  <a href="{@href}"><xsl:apply-templates mode="words"/></a>
</xsl:template>
<xsl:template match="img" mode="words"><xsl:value-of select="@alt"/></xsl:template>
</xsl:stylesheet>
