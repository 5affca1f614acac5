<?xml version="1.0" encoding="UTF-8"?>
<!-- Who speaks: one lane a speaker, from the first word to the last, a segment a turn, each a link
     to its turn. The numbers beside the lanes say the same to who cannot see them. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:c="urn:diplomata:context" exclude-result-prefixes="c">

<xsl:template name="strip">
  <xsl:variable name="speakers" select="$context/c:speaker"/>
  <xsl:if test="count($speakers) &gt; 1">
    <table class="strip">
      <caption class="vh"><xsl:value-of select="$s-who-speaks"/></caption>
      <thead class="vh">
        <tr>
          <th scope="col"><xsl:value-of select="$s-speaker"/></th>
          <th scope="col"><xsl:value-of select="$s-turns"/></th>
          <th scope="col"><xsl:value-of select="$s-share"/></th>
        </tr>
      </thead>
      <tbody>
        <xsl:for-each select="$speakers">
          <tr>
            <th scope="row">
              <xsl:choose>
                <xsl:when test="@c:page"><a href="{$root}{@c:page}.html"><bdi><xsl:value-of select="@name"/></bdi></a></xsl:when>
                <xsl:otherwise><bdi><xsl:value-of select="@name"/></bdi></xsl:otherwise>
              </xsl:choose>
            </th>
            <td class="lane">
              <svg class="v{position()}" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                <title><xsl:value-of select="@name"/></title>
                <line x1="0" y1="5" x2="1000" y2="5"></line>
                <xsl:for-each select="c:turn">
                  <a href="#{@c:id}" tabindex="-1"><rect x="{@c:x}" width="{@c:w}" height="10"></rect></a>
                </xsl:for-each>
              </svg>
              <span class="vh"><xsl:value-of select="@c:turns"/></span>
            </td>
            <td class="share"><xsl:value-of select="@c:share"/><xsl:text>&#8239;%</xsl:text></td>
          </tr>
        </xsl:for-each>
      </tbody>
    </table>
  </xsl:if>
</xsl:template>
</xsl:stylesheet>
