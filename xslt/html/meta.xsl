<?xml version="1.0" encoding="UTF-8"?>
<!-- What a record's page tells machines: Highwire citation tags, Dublin Core, links to the other
     forms of the record, schema.org as JSON-LD, and the facets of the search. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:t="http://www.tei-c.org/ns/1.0" xmlns:c="urn:diplomata:context" exclude-result-prefixes="t c">

<xsl:template match="t:TEI" mode="head">
  <xsl:variable name="titles" select="$file/t:titleStmt"/>
  <xsl:variable name="date" select="$profile/t:creation/t:date[1]"/>
  <xsl:variable name="when" select="string($date/@when | $date[not(@when)]/@notBefore | $date[not(@when) and not(@notBefore)]/@notAfter)"/>
  <xsl:variable name="language" select="/t:TEI/t:text/@xml:lang"/>
  <xsl:if test="$context/@url"><link rel="canonical" href="{$context/@url}"/></xsl:if>
  <link rel="alternate" type="application/tei+xml" href="{$id}.xml" title="TEI"/>
  <link rel="alternate" type="text/plain" href="{$id}.txt" title="{$s-plain-text}"/>
  <xsl:for-each select="$context/c:previous"><link rel="prev" href="{@id}.html"/></xsl:for-each>
  <xsl:for-each select="$context/c:next"><link rel="next" href="{@id}.html"/></xsl:for-each>
  <xsl:call-template name="meta"><xsl:with-param name="name" select="'description'"/><xsl:with-param name="values" select="$profile/t:abstract/t:p[1]"/></xsl:call-template>
  <xsl:call-template name="meta"><xsl:with-param name="name" select="'citation_title'"/><xsl:with-param name="values" select="$titles/t:title"/></xsl:call-template>
  <xsl:call-template name="meta"><xsl:with-param name="name" select="'citation_author'"/><xsl:with-param name="values" select="$titles/t:author"/></xsl:call-template>
  <xsl:if test="$when != ''"><meta name="citation_publication_date" content="{translate($when, '-', '/')}"/></xsl:if>
  <xsl:call-template name="meta"><xsl:with-param name="name" select="'citation_publisher'"/><xsl:with-param name="values" select="$file/t:publicationStmt/t:publisher"/></xsl:call-template>
  <xsl:if test="$language"><meta name="citation_language" content="{$language}"/></xsl:if>
  <xsl:if test="$context/@url"><meta name="citation_fulltext_html_url" content="{$context/@url}"/></xsl:if>
  <xsl:call-template name="meta"><xsl:with-param name="name" select="'DC.title'"/><xsl:with-param name="values" select="$titles/t:title"/></xsl:call-template>
  <xsl:call-template name="meta"><xsl:with-param name="name" select="'DC.creator'"/><xsl:with-param name="values" select="$titles/t:author"/></xsl:call-template>
  <xsl:call-template name="meta"><xsl:with-param name="name" select="'DC.contributor'"/><xsl:with-param name="values" select="$titles/t:editor/t:persName"/></xsl:call-template>
  <xsl:call-template name="meta"><xsl:with-param name="name" select="'DC.publisher'"/><xsl:with-param name="values" select="$file/t:publicationStmt/t:publisher"/></xsl:call-template>
  <xsl:if test="$when != ''"><meta name="DC.date" content="{$when}"/></xsl:if>
  <xsl:if test="$language"><meta name="DC.language" content="{$language}"/></xsl:if>
  <xsl:call-template name="meta"><xsl:with-param name="name" select="'DC.identifier'"/><xsl:with-param name="values" select="$file/t:publicationStmt/t:idno[@type='URI']"/></xsl:call-template>
  <xsl:call-template name="meta"><xsl:with-param name="name" select="'DC.source'"/><xsl:with-param name="values" select="$file/t:sourceDesc/t:msDesc/t:msIdentifier/t:idno[@type='archival']"/></xsl:call-template>
  <xsl:call-template name="meta"><xsl:with-param name="name" select="'DC.subject'"/><xsl:with-param name="values" select="$profile/t:textClass/t:keywords[@scheme='#subject']/t:term"/></xsl:call-template>
  <xsl:call-template name="meta"><xsl:with-param name="name" select="'DC.coverage'"/><xsl:with-param name="values" select="$profile/t:textClass/t:keywords[@scheme='#place']/t:term"/></xsl:call-template>
  <xsl:call-template name="meta"><xsl:with-param name="name" select="'DC.rights'"/><xsl:with-param name="values" select="$file/t:publicationStmt/t:availability/*"/></xsl:call-template>
  <meta name="DC.type" content="Text"/>
  <!-- The text of a script element is not escaped in HTML: c:json has no "<" in it. -->
  <xsl:if test="$context/c:json"><script type="application/ld+json"><xsl:value-of select="$context/c:json"/></script></xsl:if>
</xsl:template>

<xsl:template name="meta">
  <xsl:param name="name"/>
  <xsl:param name="values"/>
  <xsl:for-each select="$values[normalize-space() != '']"><meta name="{$name}" content="{normalize-space()}"/></xsl:for-each>
</xsl:template>

<xsl:template match="c:context" mode="search-facets">
  <xsl:for-each select="c:facet">
    <span hidden="hidden" data-pagefind-filter="{@name}:{@value}"></span>
  </xsl:for-each>
  <xsl:if test="@date"><span hidden="hidden" data-pagefind-meta="date:{@date}"></span></xsl:if>
  <xsl:if test="@voices"><span hidden="hidden" data-pagefind-meta="voices:{@voices}"></span></xsl:if>
</xsl:template>
</xsl:stylesheet>
