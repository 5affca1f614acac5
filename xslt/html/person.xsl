<?xml version="1.0" encoding="UTF-8"?>
<!-- The page of a person: the records they are in, with whom they spoke, and everything they said. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:c="urn:diplomata:context" xmlns:t="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="c t">
<xsl:import href="edition:html/page.xsl"/>
<xsl:import href="edition:html/toc.xsl"/>
<xsl:import href="edition:html/voices.xsl"/>
<xsl:import href="edition:html/letter.xsl"/>

<xsl:variable name="in-record" select="false()"/>
<xsl:variable name="people" select="/.."/>
<xsl:variable name="pages"/>

<!-- What was said keeps its numbers, and they lead back to the record; the ids stay there. -->
<xsl:template match="t:sp">
  <xsl:variable name="length" select="string-length(t:speaker) + string-length(@n)"/>
  <xsl:variable name="href" select="concat(../@href, '#', @xml:id)"/>
  <div class="sp l{1 + ($length &gt; 18) + ($length &gt; 36) + ($length &gt; 54)}">
    <xsl:call-template name="language"/>
    <p class="speaker"><span>
      <xsl:call-template name="speech-number"/>
      <span class="name"><xsl:apply-templates select="t:speaker/node()"/></span>
      <xsl:call-template name="speech-time"/>
      <xsl:if test="@cert = 'low'"><xsl:call-template name="unsure"/></xsl:if>
      <xsl:text> </xsl:text>
      <a class="turn" href="{$href}" aria-label="{$s-turn} {substring(@xml:id, 2)}"><xsl:value-of select="substring(@xml:id, 2)"/></a>
    </span></p>
    <xsl:apply-templates select="node()[not(self::t:speaker)]"/>
  </div>
</xsl:template>

<xsl:template match="t:p[@xml:id]">
  <p>
    <xsl:call-template name="language"/>
    <a class="pn" href="{ancestor::c:said/@href}#{@xml:id}" aria-label="{$s-paragraph} {substring(@xml:id, 2)}"><xsl:value-of select="substring(@xml:id, 2)"/></a>
    <xsl:call-template name="paragraph"/>
  </p>
</xsl:template>

<xsl:template name="note-permalink">
  <xsl:if test="@xml:id">
    <a class="pn" href="{ancestor::c:said/@href}#{@xml:id}" aria-label="{$s-note} {@xml:id}"><xsl:value-of select="@xml:id"/></a>
  </xsl:if>
</xsl:template>

<xsl:template match="c:catalogue" mode="title"><xsl:value-of select="@heading"/></xsl:template>
<xsl:template match="c:catalogue" mode="class">person</xsl:template>

<xsl:template match="c:catalogue" mode="head">
  <xsl:if test="@url"><link rel="canonical" href="{@url}"/></xsl:if>
  <xsl:if test="c:json"><script type="application/ld+json"><xsl:value-of select="c:json"/></script></xsl:if>
</xsl:template>

<xsl:template match="c:catalogue" mode="main">
  <article class="page">
    <header class="title">
      <p class="over"><a href="{$root}people.html"><xsl:value-of select="$s-nav-people"/></a></p>
      <h1 dir="auto"><xsl:value-of select="@heading"/></h1>
      <p class="under">
        <xsl:value-of select="@dates"/>
        <xsl:if test="c:talk">
          <span class="to-said"><xsl:if test="@dates"> · </xsl:if><a href="#said"><xsl:value-of select="$s-everything-said"/></a></span>
        </xsl:if>
        <xsl:if test="c:label or c:authority or c:met or @turns &gt; 0">
          <a class="to-facts" href="#facts"><xsl:value-of select="$s-facts"/></a>
        </xsl:if>
      </p>
    </header>
    <aside class="facts" id="facts" aria-label="{$s-facts}">
      <dl>
        <xsl:if test="c:label">
          <dt><xsl:value-of select="$s-labels"/></dt>
          <xsl:for-each select="c:label"><dd><bdi><xsl:value-of select="."/></bdi></dd></xsl:for-each>
        </xsl:if>
        <xsl:if test="@turns &gt; 0">
          <dt><xsl:value-of select="$s-turns"/></dt>
          <dd><xsl:value-of select="format-number(@turns, '#,##0')"/></dd>
        </xsl:if>
        <xsl:if test="c:authority">
          <dt><xsl:value-of select="$s-authority"/></dt>
          <xsl:for-each select="c:authority"><dd><a href="{@href}"><xsl:value-of select="@name"/></a></dd></xsl:for-each>
        </xsl:if>
        <xsl:if test="c:met">
          <dt><xsl:value-of select="$s-met"/></dt>
          <xsl:for-each select="c:met">
            <dd><a href="{$root}people/{@id}.html"><bdi><xsl:value-of select="@name"/></bdi></a><xsl:text> </xsl:text><span class="n"><xsl:value-of select="@count"/></span></dd>
          </xsl:for-each>
          <xsl:if test="@met"><dd class="more"><a href="{$root}{@met-href}"><xsl:value-of select="concat($s-all, ' (', format-number(@met, '#,##0'), ')')"/></a></dd></xsl:if>
        </xsl:if>
      </dl>
    </aside>
    <xsl:for-each select="c:note"><p class="description" dir="auto"><xsl:value-of select="."/></p></xsl:for-each>
    <xsl:if test="c:record or @records">
      <section class="year" id="records">
        <h2><xsl:value-of select="$s-records"/></h2>
        <xsl:choose>
          <xsl:when test="@records"><p class="more"><a href="{$root}{@records-href}"><xsl:value-of select="concat($s-all, ' (', format-number(@records, '#,##0'), ')')"/></a></p></xsl:when>
          <xsl:otherwise><xsl:call-template name="toc"/></xsl:otherwise>
        </xsl:choose>
      </section>
    </xsl:if>
    <xsl:if test="c:talk">
      <section id="said" class="talks">
        <h2><xsl:value-of select="$s-everything-said"/></h2>
        <xsl:for-each select="c:talk">
          <section class="talk">
            <h3>
              <a href="{$root}{@href}"><bdi><xsl:value-of select="@title"/></bdi></a>
              <xsl:if test="@date"><xsl:text> </xsl:text><span class="when"><bdi><xsl:value-of select="@date"/></bdi></span></xsl:if>
            </h3>
            <div class="text">
              <xsl:if test="@lang"><xsl:attribute name="lang"><xsl:value-of select="@lang"/></xsl:attribute></xsl:if>
              <xsl:if test="@dir"><xsl:attribute name="dir"><xsl:value-of select="@dir"/></xsl:attribute></xsl:if>
              <xsl:apply-templates select="c:said/t:sp"/>
            </div>
          </section>
        </xsl:for-each>
      </section>
    </xsl:if>
    <section class="cite" id="cite" data-copy="{$s-copy}" data-copied="{$s-copied}">
      <h2><xsl:value-of select="$s-cite"/></h2>
      <p class="chicago" data-copyable=""><xsl:for-each select="c:citation/node()">
        <xsl:choose>
          <xsl:when test="self::c:volume"><cite><xsl:value-of select="."/></cite></xsl:when>
          <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
        </xsl:choose>
      </xsl:for-each></p>
    </section>
  </article>
  <xsl:if test="c:previous or c:next">
    <nav class="turning" aria-label="{$s-pages}">
      <xsl:for-each select="c:previous"><a class="previous" rel="prev" href="{$root}{@href}"><span class="way"><xsl:value-of select="$s-previous"/></span><xsl:value-of select="@heading"/></a></xsl:for-each>
      <xsl:for-each select="c:next"><a class="next" rel="next" href="{$root}{@href}"><span class="way"><xsl:value-of select="$s-next"/></span><xsl:value-of select="@heading"/></a></xsl:for-each>
    </nav>
  </xsl:if>
</xsl:template>
</xsl:stylesheet>
