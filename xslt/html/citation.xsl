<?xml version="1.0" encoding="UTF-8"?>
<!-- How to cite the record, and the citation that the archive asks for. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:t="http://www.tei-c.org/ns/1.0" xmlns:c="urn:diplomata:context" exclude-result-prefixes="t c">

<xsl:template name="citation">
  <section class="cite" id="cite" data-copy="{$s-copy}" data-copied="{$s-copied}" data-paragraph="{$s-passage-paragraph}" data-turn="{$s-passage-turn}" data-note="{$s-passage-note}">
    <h2><xsl:value-of select="$s-cite"/></h2>
    <xsl:for-each select="$context/c:citation[@format='chicago']">
      <p class="chicago" data-copyable=""><xsl:apply-templates mode="citation"/></p>
    </xsl:for-each>
    <xsl:for-each select="$file/t:sourceDesc/t:bibl[@type='citation' and normalize-space()]">
      <p class="archive"><span class="label"><xsl:value-of select="$s-archive-citation"/></span><xsl:text> </xsl:text><bdi><xsl:value-of select="normalize-space()"/></bdi></p>
    </xsl:for-each>
    <xsl:for-each select="$file/t:sourceDesc/t:bibl[@type='source' and normalize-space()]">
      <p class="archive"><span class="label"><xsl:value-of select="$s-source"/></span><xsl:text> </xsl:text><bdi><xsl:value-of select="normalize-space()"/></bdi></p>
    </xsl:for-each>
    <xsl:for-each select="$context/c:citation[@format != 'chicago']">
      <details>
        <summary><xsl:value-of select="@name"/></summary>
        <pre data-copyable="" data-format="{@format}" tabindex="0"><xsl:value-of select="."/></pre>
      </details>
    </xsl:for-each>
    <xsl:call-template name="provenance"/>
  </section>
</xsl:template>

<!-- The parts of the note: the title of the edition; where the passage is named to which the address of the page
     points; the address of the page, where the edition has one. -->
<xsl:template match="c:volume" mode="citation"><cite><xsl:value-of select="."/></cite></xsl:template>
<xsl:template match="c:passage" mode="citation"><span class="passage"></span></xsl:template>
<xsl:template match="c:page" mode="citation"><span class="address"><xsl:value-of select="."/></span></xsl:template>
</xsl:stylesheet>
