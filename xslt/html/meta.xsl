<?xml version="1.0" encoding="UTF-8"?>
<!-- What a record's page tells machines: Highwire citation tags, Dublin Core, links to the other
     forms of the record, schema.org as JSON-LD, and the facets of the search. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:t="http://www.tei-c.org/ns/1.0" xmlns:c="urn:diplomata:context" exclude-result-prefixes="t c">

<xsl:template match="t:TEI" mode="head">
  <xsl:variable name="titles" select="$file/t:titleStmt"/>
  <xsl:variable name="date" select="$profile/t:creation/t:date[1]"/>
  <xsl:variable name="when" select="string($date/@when | $date[not(@when)]/@notBefore | $date[not(@when) and not(@notBefore)]/@notAfter)"/>
  <xsl:variable name="tongue" select="/t:TEI/t:text/@xml:lang"/>
  <xsl:if test="$context/@url">
    <link rel="canonical" href="{$context/@url}"/>
    <meta name="citation_fulltext_html_url" content="{$context/@url}"/>
  </xsl:if>
  <link rel="alternate" type="application/tei+xml" href="{$context/@c:page}.xml" title="TEI"/>
  <link rel="alternate" type="text/plain" href="{$context/@c:page}.txt" title="{$s-plain-text}"/>
  <xsl:for-each select="$context/c:previous"><link rel="prev" href="{@href}"/></xsl:for-each>
  <xsl:for-each select="$context/c:next"><link rel="next" href="{@href}"/></xsl:for-each>
  <xsl:for-each select="$profile/t:abstract/t:p[1][normalize-space()]"><meta name="description" content="{normalize-space()}"/></xsl:for-each>
  <xsl:for-each select="$titles/t:title[normalize-space()]">
    <meta name="citation_title" content="{normalize-space()}"/>
    <meta name="DC.title" content="{normalize-space()}"/>
  </xsl:for-each>
  <xsl:for-each select="$titles/t:author[normalize-space()]">
    <meta name="citation_author" content="{normalize-space()}"/>
    <meta name="DC.creator" content="{normalize-space()}"/>
  </xsl:for-each>
  <xsl:for-each select="$titles/t:editor/t:persName[normalize-space()]"><meta name="DC.contributor" content="{normalize-space()}"/></xsl:for-each>
  <xsl:if test="$when">
    <meta name="citation_publication_date" content="{translate($when, '-', '/')}"/>
    <meta name="DC.date" content="{$when}"/>
  </xsl:if>
  <xsl:for-each select="$file/t:publicationStmt/t:publisher[normalize-space()]">
    <meta name="citation_publisher" content="{normalize-space()}"/>
    <meta name="DC.publisher" content="{normalize-space()}"/>
  </xsl:for-each>
  <xsl:if test="$tongue">
    <meta name="citation_language" content="{$tongue}"/>
    <meta name="DC.language" content="{$tongue}"/>
  </xsl:if>
  <xsl:for-each select="$file/t:publicationStmt/t:idno[@type='URI'][normalize-space()]"><meta name="DC.identifier" content="{normalize-space()}"/></xsl:for-each>
  <xsl:for-each select="$file/t:sourceDesc/t:msDesc/t:msIdentifier/t:idno[@type='archival'][normalize-space()]"><meta name="DC.source" content="{normalize-space()}"/></xsl:for-each>
  <xsl:for-each select="$profile/t:textClass/t:keywords[@scheme='#subject']/t:term[normalize-space()]"><meta name="DC.subject" content="{normalize-space()}"/></xsl:for-each>
  <xsl:for-each select="$profile/t:textClass/t:keywords[@scheme='#place']/t:term[normalize-space()]"><meta name="DC.coverage" content="{normalize-space()}"/></xsl:for-each>
  <xsl:for-each select="$file/t:publicationStmt/t:availability/*[normalize-space()]"><meta name="DC.rights" content="{normalize-space()}"/></xsl:for-each>
  <meta name="DC.type" content="Text"/>
  <xsl:call-template name="part-of-edition"/>
  <!-- The text of a script element is not escaped in HTML: c:json has no "<" in it. -->
  <xsl:if test="$context/c:json"><script type="application/ld+json"><xsl:value-of select="$context/c:json"/></script></xsl:if>
</xsl:template>

<xsl:template match="t:TEI" mode="dublin-core"/>

<xsl:template match="c:context" mode="search-facets">
  <xsl:for-each select="c:facet">
    <span hidden="hidden" data-pagefind-filter="{@name}:{@value}"></span>
  </xsl:for-each>
  <xsl:if test="@date"><span hidden="hidden" data-pagefind-meta="date:{@date}"></span></xsl:if>
  <xsl:if test="@voices"><span hidden="hidden" data-voices="{@voices}"></span></xsl:if>
</xsl:template>
</xsl:stylesheet>
