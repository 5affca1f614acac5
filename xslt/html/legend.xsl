<?xml version="1.0" encoding="UTF-8"?>
<!-- The legend of the voices: folded, once a page, and of those alone that this record has. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

<xsl:template name="legend">
  <xsl:variable name="has" select="string($context/@voices-heard)"/>
  <details class="legend">
    <summary><xsl:value-of select="$s-legend"/></summary>
    <dl>
      <xsl:if test="contains($has, ' sp ')">
        <dt><span class="name"><xsl:value-of select="$s-legend-speaker"/></span></dt>
        <dd><xsl:value-of select="$s-legend-speaker-is"/></dd>
      </xsl:if>
      <xsl:if test="contains($has, ' unsure ')">
        <dt><span class="unsure">?</span></dt>
        <dd><xsl:value-of select="$s-unsure-speaker"/></dd>
      </xsl:if>
      <xsl:if test="contains($has, ' stage ')">
        <dt><span class="stage">(<xsl:value-of select="$s-legend-aside"/>)</span></dt>
        <dd><xsl:value-of select="$s-legend-aside-is"/></dd>
      </xsl:if>
      <xsl:if test="contains($has, ' supplied ')">
        <dt><ins>[<xsl:value-of select="$s-legend-word"/>]</ins></dt>
        <dd><xsl:value-of select="$s-legend-supplied-is"/></dd>
      </xsl:if>
      <xsl:if test="contains($has, ' gap ')">
        <dt><span class="gap">[...]</span></dt>
        <dd>
          <xsl:value-of select="$s-legend-gap-is"/>
          <xsl:if test="contains($has, ' illegible ')"><xsl:text> · </xsl:text><xsl:value-of select="$s-gap-illegible"/></xsl:if>
          <xsl:if test="contains($has, ' inaudible ')"><xsl:text> · </xsl:text><xsl:value-of select="$s-gap-inaudible"/></xsl:if>
          <xsl:if test="contains($has, ' redacted ')"><xsl:text> · </xsl:text><xsl:value-of select="$s-gap-redacted"/></xsl:if>
          <xsl:if test="contains($has, ' editorial ')"><xsl:text> · </xsl:text><xsl:value-of select="$s-gap-editorial"/></xsl:if>
        </dd>
      </xsl:if>
      <xsl:if test="contains($has, ' unclear ')">
        <dt><span class="unclear">[<xsl:value-of select="$s-legend-word"/>?]</span></dt>
        <dd><xsl:value-of select="$s-unclear"/></dd>
      </xsl:if>
      <xsl:if test="contains($has, ' sic ')">
        <dt><span class="mark">[sic]</span></dt>
        <dd><xsl:value-of select="$s-sic"/></dd>
      </xsl:if>
      <xsl:if test="contains($has, ' translator ')">
        <dt><span class="note translator">[<xsl:value-of select="$s-note"/>]</span></dt>
        <dd><xsl:value-of select="$s-translator-note"/></dd>
      </xsl:if>
      <xsl:if test="contains($has, ' gloss ')">
        <dt><span class="note gloss">[<i><xsl:value-of select="$s-legend-original"/></i>]</span></dt>
        <dd><xsl:value-of select="$s-legend-gloss-is"/></dd>
      </xsl:if>
      <xsl:if test="contains($has, ' paper ')">
        <dt><span class="note stamp"><xsl:value-of select="$s-legend-stamp"/></span></dt>
        <dd><xsl:value-of select="$s-legend-stamp-is"/></dd>
      </xsl:if>
      <dt><span class="pn">7</span></dt>
      <dd><xsl:value-of select="$s-legend-number-is"/></dd>
    </dl>
  </details>
</xsl:template>
</xsl:stylesheet>
