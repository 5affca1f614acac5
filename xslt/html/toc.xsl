<?xml version="1.0" encoding="UTF-8"?>
<!-- Lists and tables of records, and the chart of records by year, as the start page and the indexes have them. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:c="urn:diplomata:context" xmlns:str="http://exslt.org/strings" exclude-result-prefixes="c str">

<xsl:key name="by-year" match="c:record" use="string(@year)"/>

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

<!-- A column that would say the same in every row is left out: on the page of a kind the kind, on that of an archive
     the archive, of which the reference is left. Where the chart above leads to "years", the first record of each has the
     address of it. -->
<xsl:template name="record-table">
  <xsl:param name="years" select="false()"/>
  <xsl:variable name="of" select="string(/c:catalogue/@of)"/>
  <xsl:variable name="label">
    <xsl:choose>
      <xsl:when test="self::c:group"><xsl:value-of select="@heading"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$s-records"/></xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <div class="wide" tabindex="0" role="region" aria-label="{$label}">
    <table class="records sortable">
      <thead>
        <tr>
          <th scope="col"><xsl:value-of select="$s-date"/></th>
          <th scope="col"><xsl:value-of select="$s-title"/></th>
          <xsl:if test="$of != 'kinds'"><th scope="col"><xsl:value-of select="$s-kind"/></th></xsl:if>
          <th scope="col">
            <xsl:choose>
              <xsl:when test="$of = 'archives'"><xsl:value-of select="$s-reference"/></xsl:when>
              <xsl:otherwise><xsl:value-of select="$s-archive"/></xsl:otherwise>
            </xsl:choose>
          </th>
        </tr>
      </thead>
      <tbody>
        <xsl:for-each select="c:record">
          <tr>
            <xsl:if test="$years and @year and generate-id() = generate-id(key('by-year', string(@year))[1])">
              <xsl:attribute name="id"><xsl:value-of select="concat('y', @year)"/></xsl:attribute>
            </xsl:if>
            <td class="date">
              <xsl:if test="@start"><xsl:attribute name="data-sort"><xsl:value-of select="@start"/></xsl:attribute></xsl:if>
              <xsl:choose>
                <xsl:when test="@date"><bdi><xsl:value-of select="@date"/></bdi></xsl:when>
                <xsl:otherwise><xsl:value-of select="$s-undated"/></xsl:otherwise>
              </xsl:choose>
            </td>
            <td><a href="{$root}{@href}"><bdi><xsl:value-of select="@title"/></bdi></a></td>
            <xsl:if test="$of != 'kinds'">
              <td class="kind"><xsl:if test="@kind"><xsl:call-template name="kind-name"><xsl:with-param name="kind" select="@kind"/></xsl:call-template></xsl:if></td>
            </xsl:if>
            <td class="reference"><bdi><xsl:call-template name="reference"/></bdi></td>
          </tr>
        </xsl:for-each>
      </tbody>
    </table>
  </div>
</xsl:template>

<!-- A reference is broken between its parts, and inside one only where that is longer than a line may be. -->
<xsl:template name="reference">
  <xsl:for-each select="str:tokenize(@reference, ',')">
    <span>
      <xsl:if test="string-length() &lt; 28"><xsl:attribute name="class">whole</xsl:attribute></xsl:if>
      <xsl:value-of select="normalize-space()"/>
      <xsl:if test="position() != last()"><xsl:text>,</xsl:text></xsl:if>
    </span>
    <xsl:text> </xsl:text>
  </xsl:for-each>
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
