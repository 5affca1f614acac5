<?xml version="1.0" encoding="UTF-8"?>
<!-- Lists of records, and the chart of records by year, as the start page and the indexes have them. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:c="urn:diplomata:context" exclude-result-prefixes="c">

<!-- Records one below the other: date, title, kind. Where all are undated, the heading above has said so: only what
     says more than that stands before a title. -->
<xsl:template name="toc">
  <xsl:param name="records" select="c:record"/>
  <xsl:param name="undated" select="false()"/>
  <ol class="toc">
    <xsl:for-each select="$records">
      <li>
        <xsl:variable name="said" select="translate(@date, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"/>
        <xsl:if test="not($undated and ($said = '' or $said = translate($s-undated, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')))">
          <span class="date">
            <xsl:choose>
              <xsl:when test="@when"><time datetime="{@when}"><xsl:value-of select="@date"/></time></xsl:when>
              <xsl:when test="@date"><xsl:value-of select="@date"/></xsl:when>
              <xsl:otherwise><xsl:value-of select="$s-undated"/></xsl:otherwise>
            </xsl:choose>
          </span>
        </xsl:if>
        <a href="{$root}{@href}"><bdi><xsl:value-of select="@title"/></bdi></a>
        <span class="kind">
          <xsl:if test="@kind"><xsl:call-template name="kind-name"><xsl:with-param name="kind" select="@kind"/></xsl:call-template></xsl:if>
          <xsl:if test="@role"><xsl:if test="@kind"><xsl:text>, </xsl:text></xsl:if><xsl:value-of select="@role"/></xsl:if>
        </span>
      </li>
    </xsl:for-each>
  </ol>
</xsl:template>

<!-- One bar a year, from the first to the last, each a link; the list below says the same in words. -->
<xsl:template name="histogram">
  <xsl:param name="years" select="c:year"/>
  <xsl:param name="target" select="'page'"/>
  <xsl:if test="count($years) &gt; 1">
    <figure class="years">
      <svg viewBox="0 0 {count($years) * 10} 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <xsl:for-each select="$years">
          <xsl:if test="@count &gt; 0">
            <a tabindex="-1">
              <xsl:call-template name="year-href"><xsl:with-param name="target" select="$target"/></xsl:call-template>
              <rect x="{(position() - 1) * 10 + 3}" y="{100 - @height}" width="4" height="{@height}">
                <title><xsl:value-of select="concat(@n, ': ', @count)"/></title>
              </rect>
            </a>
          </xsl:if>
        </xsl:for-each>
      </svg>
      <figcaption>
        <span><xsl:value-of select="$years[1]/@n"/></span>
        <span class="what"><xsl:value-of select="$s-records-by-year"/></span>
        <span><xsl:value-of select="$years[last()]/@n"/></span>
      </figcaption>
    </figure>
  </xsl:if>
  <xsl:if test="$years">
    <ul class="years">
      <xsl:for-each select="$years[@count &gt; 0]">
        <li>
          <a>
            <xsl:call-template name="year-href"><xsl:with-param name="target" select="$target"/></xsl:call-template>
            <xsl:value-of select="@n"/>
          </a>
          <xsl:text> </xsl:text>
          <span class="n"><xsl:value-of select="@count"/></span>
        </li>
      </xsl:for-each>
    </ul>
  </xsl:if>
</xsl:template>

<xsl:template name="year-href">
  <xsl:param name="target"/>
  <xsl:attribute name="href">
    <xsl:choose>
      <xsl:when test="$target = 'here'"><xsl:value-of select="concat('#y', @n)"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat($root, 'years/', @n, '.html')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:attribute>
</xsl:template>
</xsl:stylesheet>
