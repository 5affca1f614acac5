<?xml version="1.0" encoding="UTF-8"?>
<!-- How letters and cables begin and end: opener, closer, postscript, trailer. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:t="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="t">

<xsl:template match="t:opener | t:closer">
  <div class="{local-name()}"><xsl:apply-templates/></div>
</xsl:template>

<xsl:template match="t:salute | t:signed | t:dateline | t:opener/t:p | t:closer/t:p">
  <p class="{local-name()}"><xsl:apply-templates/></p>
</xsl:template>

<xsl:template match="t:opener/t:seg | t:closer/t:seg">
  <p class="seg {@type}"><xsl:apply-templates/></p>
</xsl:template>

<xsl:template match="t:opener/t:note | t:closer/t:note">
  <p class="note {@type}" role="note">
    <xsl:call-template name="id"/>
    <xsl:call-template name="note-permalink"/>
    <xsl:call-template name="note-text"/>
  </p>
</xsl:template>

<xsl:template match="t:seg/t:label | t:postscript/t:label"><span class="label"><xsl:apply-templates/></span></xsl:template>
<xsl:template match="t:postscript/t:label"><p class="list-head"><xsl:apply-templates/></p></xsl:template>
<xsl:template match="t:postscript"><div class="postscript"><xsl:apply-templates/></div></xsl:template>
<xsl:template match="t:trailer"><p class="trailer"><xsl:apply-templates/></p></xsl:template>

<xsl:template match="t:text//t:date">
  <xsl:choose>
    <xsl:when test="@when"><time datetime="{@when}"><xsl:apply-templates/></time></xsl:when>
    <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
  </xsl:choose>
</xsl:template>
</xsl:stylesheet>
