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
    <header class="title">
      <xsl:if test="@up"><p class="over"><a href="{$root}{@up}"><xsl:value-of select="@over"/></a></p></xsl:if>
      <h1 dir="auto"><xsl:value-of select="@heading"/></h1>
    </header>
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
    <xsl:apply-templates select="c:matrix | c:figures"/>
  </div>
  <xsl:if test="c:previous or c:next">
    <nav class="turning" aria-label="{$s-pages}">
      <xsl:for-each select="c:previous"><a class="previous" rel="prev" href="{$root}{@href}"><span class="way"><xsl:value-of select="$s-previous"/></span><xsl:value-of select="@heading"/></a></xsl:for-each>
      <xsl:for-each select="c:next"><a class="next" rel="next" href="{$root}{@href}"><span class="way"><xsl:value-of select="$s-next"/></span><xsl:value-of select="@heading"/></a></xsl:for-each>
    </nav>
  </xsl:if>
</xsl:template>

<!-- The same names with their numbers, to be sorted by these. -->
<xsl:template match="c:figures">
  <section class="part" id="figures">
    <h2><xsl:value-of select="@heading"/></h2>
    <table class="records sortable counts">
      <thead>
        <tr>
          <th scope="col"><xsl:value-of select="$s-name"/></th>
          <xsl:if test="c:entry/@note"><th scope="col"><xsl:value-of select="$s-life"/></th></xsl:if>
          <th scope="col" class="number"><xsl:value-of select="$s-records"/></th>
          <th scope="col" class="number"><xsl:value-of select="$s-turns"/></th>
        </tr>
      </thead>
      <tbody>
        <xsl:for-each select="c:entry">
          <tr>
            <td><a href="{$root}{@href}"><bdi><xsl:value-of select="@name"/></bdi></a></td>
            <xsl:if test="../c:entry/@note"><td class="life"><xsl:value-of select="@note"/></td></xsl:if>
            <td class="number" data-sort="{@count}"><xsl:value-of select="format-number(@count, '#,##0')"/></td>
            <td class="number" data-sort="{@turns}"><xsl:value-of select="format-number(@turns, '#,##0')"/></td>
          </tr>
        </xsl:for-each>
      </tbody>
    </table>
  </section>
</xsl:template>

<!-- Who spoke with whom: a table whose numbers are drawn as discs. -->
<xsl:template match="c:matrix">
  <section class="part" id="who-met-whom">
    <h2><xsl:value-of select="$s-matrix"/></h2>
    <div class="wide" tabindex="0" role="region" aria-label="{$s-matrix}">
      <table class="matrix">
        <thead>
          <tr>
            <th scope="col"><span class="vh"><xsl:value-of select="$s-speaker"/></span></th>
            <xsl:for-each select="c:row"><th scope="col"><abbr title="{@name}"><xsl:value-of select="@n"/></abbr></th></xsl:for-each>
          </tr>
        </thead>
        <tbody>
          <xsl:for-each select="c:row">
            <tr>
              <th scope="row"><span class="n"><xsl:value-of select="@n"/></span><xsl:text> </xsl:text><a href="{$root}people/{@id}.html"><bdi><xsl:value-of select="@name"/></bdi></a></th>
              <xsl:for-each select="c:cell">
                <td>
                  <xsl:if test="@self"><xsl:attribute name="class">self</xsl:attribute></xsl:if>
                  <xsl:if test="@count">
                    <svg viewBox="0 0 20 20" aria-hidden="true" focusable="false"><circle cx="10" cy="10" r="{@r}"></circle></svg>
                    <span class="vh"><xsl:value-of select="@count"/></span>
                  </xsl:if>
                </td>
              </xsl:for-each>
            </tr>
          </xsl:for-each>
        </tbody>
      </table>
    </div>
  </section>
</xsl:template>

<xsl:template name="entries">
  <ul class="entries">
    <xsl:for-each select="c:entry">
      <li>
        <a href="{$root}{@href}"><bdi><xsl:value-of select="@name"/></bdi></a>
        <xsl:text> </xsl:text>
        <xsl:if test="@note"><span class="gist"><xsl:value-of select="@note"/></span><xsl:text> </xsl:text></xsl:if>
        <xsl:choose>
          <xsl:when test="c:ref">
            <span class="refs">
              <xsl:for-each select="c:ref">
                <xsl:if test="position() &gt; 1"><xsl:text>, </xsl:text></xsl:if>
                <!-- Every record is referred to by its day, in one form: some have no number, and of those that have
                     one it tells nobody anything. -->
                <a href="{$root}{@href}" title="{@title}">
                  <xsl:choose>
                    <xsl:when test="@day"><xsl:value-of select="@day"/></xsl:when>
                    <xsl:otherwise><xsl:value-of select="$s-undated"/></xsl:otherwise>
                  </xsl:choose>
                </a>
              </xsl:for-each>
            </span>
          </xsl:when>
          <xsl:when test="@count">
            <span class="n"><xsl:call-template name="count"><xsl:with-param name="n" select="@count"/><xsl:with-param name="one" select="$s-record-one"/><xsl:with-param name="many" select="$s-record-many"/></xsl:call-template></span>
          </xsl:when>
        </xsl:choose>
        <xsl:if test="c:entry"><xsl:call-template name="entries"/></xsl:if>
      </li>
    </xsl:for-each>
  </ul>
</xsl:template>
</xsl:stylesheet>
