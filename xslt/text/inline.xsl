<?xml version="1.0" encoding="UTF-8"?>
<!-- The text edition inside a line: insertions, gaps, asides and notes with their brackets. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:t="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="t">

<xsl:template match="t:supplied">[<xsl:apply-templates/>]</xsl:template>
<xsl:template match="t:sic"><xsl:apply-templates/> [sic]</xsl:template>
<xsl:template match="t:unclear">[<xsl:apply-templates/>?]</xsl:template>
<xsl:template match="t:unclear[@rend = 'mark']"><xsl:apply-templates/> [?]</xsl:template>

<xsl:template match="t:gap">
  <xsl:choose>
    <xsl:when test="t:desc">[<xsl:apply-templates select="t:desc/node()"/>]</xsl:when>
    <xsl:when test="@reason = 'editorial'">[...]</xsl:when>
    <xsl:otherwise>[<xsl:value-of select="@reason"/>]</xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template match="t:stage"><xsl:call-template name="stage-text"/></xsl:template>

<xsl:template name="stage-text">
  <xsl:choose>
    <xsl:when test="@rend = 'brackets'">[<xsl:apply-templates/>]</xsl:when>
    <xsl:when test="@rend = 'fullwidth'">（<xsl:apply-templates/>）</xsl:when>
    <xsl:when test="@rend = 'tortoise'">〔<xsl:apply-templates/>〕</xsl:when>
    <xsl:when test="@rend = 'strokes'">/<xsl:apply-templates/>/</xsl:when>
    <xsl:when test="@rend = 'plain'"><xsl:apply-templates/></xsl:when>
    <xsl:when test="@rend = 'dashes'">--- <xsl:apply-templates/></xsl:when>
    <xsl:otherwise>(<xsl:apply-templates/>)</xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template match="t:note"><xsl:call-template name="note-text"/></xsl:template>

<xsl:template name="note-text">
  <xsl:choose>
    <xsl:when test="starts-with(t:label, '[')"><xsl:apply-templates/></xsl:when>
    <xsl:otherwise>[<xsl:apply-templates/>]</xsl:otherwise>
  </xsl:choose>
</xsl:template>

<!-- Where a page of the original ends: a sign that the text has not, and the number that the record prints. -->
<xsl:template match="t:pb">
  <xsl:value-of select="$page-sign"/>
  <xsl:if test="@n and $page-sign != ''"><xsl:value-of select="concat(@n, $page-sign)"/></xsl:if>
</xsl:template>
</xsl:stylesheet>
