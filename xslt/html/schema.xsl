<?xml version="1.0" encoding="UTF-8"?>
<!-- How records are encoded, element by element: a page of the site, made from schema/diplomata.odd. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:t="http://www.tei-c.org/ns/1.0" xmlns:eg="http://www.tei-c.org/ns/Examples"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron" exclude-result-prefixes="t eg sch">
<xsl:import href="edition:html/page.xsl"/>

<xsl:key name="specification" match="t:elementSpec" use="@ident"/>
<xsl:key name="parents" match="t:elementSpec" use="t:content//t:elementRef/@key"/>

<xsl:template match="/t:TEI" mode="title"><xsl:value-of select="t:teiHeader/t:fileDesc/t:titleStmt/t:title"/></xsl:template>
<xsl:template match="/t:TEI" mode="class">schema</xsl:template>
<xsl:template match="/t:TEI" mode="head">
  <xsl:if test="$edition-url != ''"><link rel="canonical" href="{$edition-url}/schema.html"/></xsl:if>
</xsl:template>
<xsl:template match="/t:TEI" mode="imprint"/>

<xsl:template match="/t:TEI" mode="main">
  <div class="sheet prose" lang="en">
    <header class="title"><h1><xsl:apply-templates select="." mode="title"/></h1></header>
    <xsl:apply-templates select="t:text/t:body/t:div[1]/t:p" mode="schema"/>
    <nav aria-labelledby="elements">
      <h2 id="elements">The elements</h2>
      <p>
        <xsl:for-each select="//t:elementSpec">
          <xsl:sort select="translate(@ident, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"/>
          <xsl:if test="position() &gt; 1"><xsl:text>, </xsl:text></xsl:if>
          <a href="#element-{@ident}"><code><xsl:value-of select="@ident"/></code></a>
        </xsl:for-each>
      </p>
    </nav>
    <xsl:apply-templates select="t:text/t:body/t:div[t:specGrp]" mode="schema"/>
  </div>
</xsl:template>

<xsl:template match="t:div" mode="schema">
  <section id="{t:specGrp/@xml:id}">
    <xsl:apply-templates mode="schema"/>
  </section>
</xsl:template>
<xsl:template match="t:head" mode="schema"><h2><xsl:apply-templates mode="schema"/></h2></xsl:template>
<xsl:template match="t:p" mode="schema"><p><xsl:apply-templates mode="schema"/></p></xsl:template>
<xsl:template match="t:gi" mode="schema">
  <a href="#element-{.}"><code><xsl:value-of select="concat('&lt;', ., '&gt;')"/></code></a>
</xsl:template>
<xsl:template match="t:att" mode="schema"><code><xsl:value-of select="concat('@', .)"/></code></xsl:template>
<xsl:template match="t:val | t:ident" mode="schema"><code><xsl:value-of select="."/></code></xsl:template>
<xsl:template match="t:specGrp" mode="schema"><xsl:apply-templates select="t:elementSpec" mode="schema"/></xsl:template>
<xsl:template match="eg:egXML" mode="schema">
  <pre tabindex="0"><code><xsl:apply-templates select="node()[self::* or self::comment()]" mode="code"/></code></pre>
</xsl:template>

<xsl:template match="t:elementSpec" mode="schema">
  <section id="element-{@ident}" class="specification">
    <h3><code><xsl:value-of select="concat('&lt;', @ident, '&gt;')"/></code></h3>
    <xsl:apply-templates select="t:desc" mode="paragraph"/>
    <xsl:apply-templates select="t:remarks/t:p" mode="schema"/>
    <dl>
      <xsl:if test="key('parents', @ident)">
        <dt>Stands in</dt>
        <dd><xsl:apply-templates select="key('parents', @ident)" mode="link"/></dd>
      </xsl:if>
      <dt>Holds</dt>
      <dd>
        <xsl:if test="t:content//t:textNode">text</xsl:if>
        <xsl:if test="t:content//t:textNode and t:content//t:elementRef">, </xsl:if>
        <xsl:for-each select="t:content//t:elementRef[not(@key = preceding::t:elementRef[generate-id(ancestor::t:elementSpec) = generate-id(current()/ancestor-or-self::t:elementSpec)]/@key)]">
          <xsl:if test="position() &gt; 1">, </xsl:if>
          <a href="#element-{@key}"><code><xsl:value-of select="@key"/></code></a>
        </xsl:for-each>
        <xsl:if test="t:content/t:empty">nothing</xsl:if>
      </dd>
    </dl>
    <xsl:apply-templates select="t:attList" mode="schema"/>
    <xsl:if test="t:constraintSpec">
      <ul>
        <xsl:for-each select="t:constraintSpec">
          <li><xsl:value-of select="t:desc"/><xsl:text> </xsl:text><code><xsl:value-of select="@ident"/></code></li>
        </xsl:for-each>
      </ul>
    </xsl:if>
    <xsl:apply-templates select="t:exemplum/eg:egXML" mode="schema"/>
  </section>
</xsl:template>

<xsl:template match="t:desc" mode="paragraph"><p><xsl:value-of select="."/></p></xsl:template>
<xsl:template match="t:elementSpec" mode="link">
  <xsl:if test="position() &gt; 1">, </xsl:if>
  <a href="#element-{@ident}"><code><xsl:value-of select="@ident"/></code></a>
</xsl:template>

<xsl:template match="t:attList" mode="schema">
  <table class="records">
    <thead><tr><th scope="col">Attribute</th><th scope="col">What it says</th><th scope="col">Values</th></tr></thead>
    <tbody>
      <xsl:for-each select="t:attDef">
        <tr>
          <td><code><xsl:value-of select="@ident"/></code><xsl:if test="@usage = 'req'"><xsl:text> (required)</xsl:text></xsl:if></td>
          <td><xsl:value-of select="t:desc"/></td>
          <td>
            <xsl:choose>
              <xsl:when test="t:valList">
                <xsl:for-each select="t:valList/t:valItem">
                  <xsl:if test="position() &gt; 1"><br/></xsl:if>
                  <code><xsl:value-of select="@ident"/></code>
                  <xsl:text> </xsl:text>
                  <xsl:value-of select="t:desc"/>
                </xsl:for-each>
                <xsl:if test="t:valList/@type = 'semi'"><br/>or another</xsl:if>
              </xsl:when>
              <xsl:when test="t:datatype/t:dataRef/@restriction"><code><xsl:value-of select="t:datatype/t:dataRef/@restriction"/></code></xsl:when>
              <xsl:otherwise><xsl:value-of select="t:datatype/t:dataRef/@name | t:datatype/t:dataRef/@key"/></xsl:otherwise>
            </xsl:choose>
          </td>
        </tr>
      </xsl:for-each>
    </tbody>
  </table>
</xsl:template>

<!-- An example as it is written in a file: a line for each element, but none inside running text. -->
<xsl:template match="*" mode="code">
  <xsl:param name="indent"/>
  <xsl:param name="inline" select="false()"/>
  <xsl:variable name="running" select="$inline or boolean(text()[normalize-space()])"/>
  <xsl:if test="not($inline) and ($indent != '' or preceding-sibling::*)"><xsl:text>&#10;</xsl:text><xsl:value-of select="$indent"/></xsl:if>
  <xsl:value-of select="concat('&lt;', name())"/>
  <xsl:for-each select="@*"><xsl:value-of select="concat(' ', name(), '=&quot;', ., '&quot;')"/></xsl:for-each>
  <xsl:choose>
    <xsl:when test="node()">
      <xsl:text>&gt;</xsl:text>
      <xsl:apply-templates mode="code">
        <xsl:with-param name="indent" select="concat($indent, '  ')"/>
        <xsl:with-param name="inline" select="$running"/>
      </xsl:apply-templates>
      <xsl:if test="not($running) and *"><xsl:text>&#10;</xsl:text><xsl:value-of select="$indent"/></xsl:if>
      <xsl:value-of select="concat('&lt;/', name(), '&gt;')"/>
    </xsl:when>
    <xsl:otherwise>/&gt;</xsl:otherwise>
  </xsl:choose>
</xsl:template>
<xsl:template match="comment()" mode="code"><xsl:value-of select="concat('&lt;!--', ., '--&gt;')"/></xsl:template>
</xsl:stylesheet>
