<?xml version="1.0" encoding="UTF-8"?>
<!-- The search page. Where it cannot run (no JavaScript, a page opened from the disk, an edition built
     without the index) it says so and offers the indexes; the form is shown by the script alone. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:c="urn:diplomata:context" exclude-result-prefixes="c">
<xsl:import href="edition:html/page.xsl"/>

<xsl:template match="c:catalogue" mode="title"><xsl:value-of select="$s-nav-search"/></xsl:template>
<xsl:template match="c:catalogue" mode="class">search</xsl:template>

<xsl:template match="c:catalogue" mode="head">
  <xsl:if test="@url"><link rel="canonical" href="{@url}"/></xsl:if>
</xsl:template>

<xsl:template match="c:catalogue" mode="main">
  <div class="sheet">
    <header class="title"><h1><xsl:value-of select="$s-nav-search"/></h1></header>
    <div id="search-off">
      <xsl:choose>
        <xsl:when test="@none"><p class="description"><xsl:value-of select="$s-none"/></p></xsl:when>
        <xsl:otherwise>
          <p class="description"><xsl:value-of select="$s-search-off"/></p>
          <ul class="ways">
            <li><a href="chronology.html"><xsl:value-of select="$s-nav-chronology"/></a></li>
            <li><a href="people.html"><xsl:value-of select="$s-nav-people"/></a></li>
            <li><a href="archives.html"><xsl:value-of select="$s-nav-archives"/></a></li>
            <li><a href="indexes.html"><xsl:value-of select="$s-nav-indexes"/></a></li>
          </ul>
        </xsl:otherwise>
      </xsl:choose>
    </div>
    <form id="search-form" class="search-form" role="search" hidden="hidden" data-index="{@index}"
      data-none="{$s-search-none}" data-more="{$s-search-more}" data-least="{$s-search-least}" data-set="{$s-search-set}"
      data-record-one="{$s-record-one}" data-record-many="{$s-record-many}">
      <p class="query">
        <label for="q"><xsl:value-of select="$s-search-words"/></label>
        <input id="q" name="q" type="search" autocomplete="off" spellcheck="false"/>
        <button type="submit"><xsl:value-of select="$s-nav-search"/></button>
      </p>
      <p class="hint"><xsl:value-of select="$s-search-hint"/></p>
      <!-- The script opens it where there is room: on a phone results come first. -->
      <details id="search-filters" class="filters">
        <summary><xsl:value-of select="$s-search-filters"/><span></span></summary>
        <div class="facets">
          <p>
            <label for="scope"><xsl:value-of select="$s-search-scope"/></label>
            <select id="scope" name="scope">
              <option value=""><xsl:value-of select="$s-scope-all"/></option>
              <option value="voice"><xsl:value-of select="$s-scope-voice"/></option>
              <option value="notes"><xsl:value-of select="$s-scope-notes"/></option>
              <option value="head"><xsl:value-of select="$s-scope-head"/></option>
            </select>
          </p>
          <xsl:for-each select="c:facet">
            <p>
              <label for="f-{@name}"><xsl:value-of select="@label"/></label>
              <select id="f-{@name}" name="{@name}" data-facet="{@name}"><option value=""><xsl:value-of select="$s-search-any"/></option></select>
            </p>
          </xsl:for-each>
          <p>
            <label for="order"><xsl:value-of select="$s-search-order"/></label>
            <select id="order" name="order">
              <option value=""><xsl:value-of select="$s-order-relevance"/></option>
              <option value="date"><xsl:value-of select="$s-order-date"/></option>
            </select>
          </p>
        </div>
      </details>
    </form>
    <p id="search-count" role="status"></p>
    <ol id="search-results" class="hits"></ol>
    <p id="search-more"></p>
  </div>
</xsl:template>
</xsl:stylesheet>
