<?xml version="1.0" encoding="UTF-8"?>
<!-- The facts of a record, from its header. What the header does not give has no line. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:t="http://www.tei-c.org/ns/1.0" xmlns:c="urn:diplomata:context" exclude-result-prefixes="t c">

<xsl:template name="facts">
  <xsl:variable name="titles" select="$file/t:titleStmt"/>
  <xsl:variable name="source" select="$file/t:sourceDesc"/>
  <dl>
    <xsl:apply-templates select="$source/t:msDesc" mode="fact"/>
    <xsl:for-each select="($source/t:msDesc[1]/t:msContents/t:textLang | $source[not(t:msDesc)]/t:bibl[@type='original']/t:textLang)[normalize-space()]">
      <xsl:call-template name="fact">
        <xsl:with-param name="label" select="$s-original-language"/>
        <xsl:with-param name="index" select="'languages'"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="$titles/t:author[normalize-space()]">
      <xsl:call-template name="fact">
        <xsl:with-param name="label" select="$s-author"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:apply-templates select="$profile/t:correspDesc/t:correspAction" mode="fact"/>
    <xsl:if test="$profile/t:particDesc/t:listPerson/*">
      <dt><xsl:value-of select="$s-participants"/></dt>
      <xsl:apply-templates select="$profile/t:particDesc/t:listPerson/*" mode="fact"/>
    </xsl:if>
    <xsl:for-each select="$profile/t:textClass/t:keywords[@scheme='#classification']/t:term[normalize-space()]">
      <xsl:call-template name="fact">
        <xsl:with-param name="label" select="$s-classification"/>
      </xsl:call-template>
    </xsl:for-each>
    <!-- Those that the archive gives, and those of datelines and senders: all that the index has. -->
    <xsl:for-each select="$context/c:entry[@index = 'places']">
      <xsl:if test="position() = 1"><dt><xsl:value-of select="$s-places"/></dt></xsl:if>
      <dd><a href="{$root}{@c:page}.html"><bdi><xsl:value-of select="@term"/></bdi></a></dd>
    </xsl:for-each>
    <xsl:for-each select="$profile/t:textClass/t:keywords[@scheme='#subject']/t:term[normalize-space()]">
      <xsl:call-template name="fact">
        <xsl:with-param name="label" select="$s-subjects"/>
        <xsl:with-param name="index" select="'subjects'"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="$titles/t:editor[@role='translator'][normalize-space()]">
      <xsl:call-template name="fact">
        <xsl:with-param name="label" select="$s-translator"/>
      </xsl:call-template>
    </xsl:for-each>
    <dt class="downloads"><xsl:value-of select="$s-files"/></dt>
    <dd class="downloads">
      <a href="{$context/@c:page}.xml" type="application/tei+xml">TEI</a>
      <xsl:text> · </xsl:text>
      <a href="{$context/@c:page}.txt" type="text/plain"><xsl:value-of select="$s-plain-text"/></a>
    </dd>
  </dl>
</xsl:template>

<!-- Whose work it is, and what may be done with it: at the foot, with the citation. -->
<xsl:template name="provenance">
  <xsl:variable name="titles" select="$file/t:titleStmt"/>
  <xsl:variable name="published" select="$file/t:publicationStmt"/>
  <dl>
    <xsl:for-each select="$titles/t:editor[@role='transcriber'][normalize-space()]">
      <xsl:call-template name="fact">
        <xsl:with-param name="label" select="$s-transcriber"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="$titles/t:editor[@role='contributor'][normalize-space()]">
      <xsl:call-template name="fact">
        <xsl:with-param name="label" select="$s-contributor"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="$titles/t:funder[normalize-space()]">
      <xsl:call-template name="fact">
        <xsl:with-param name="label" select="$s-funder"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="$published/t:publisher[normalize-space()]">
      <xsl:call-template name="fact">
        <xsl:with-param name="label" select="$s-publisher"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="$published/t:date[normalize-space()]">
      <xsl:call-template name="fact">
        <xsl:with-param name="label" select="$s-uploaded"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="$published/t:idno[@type='record'][normalize-space()]">
      <xsl:call-template name="fact">
        <xsl:with-param name="label" select="$s-record"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="$published/t:idno[@type='URI'][normalize-space()]">
      <xsl:call-template name="fact">
        <xsl:with-param name="label" select="$s-address"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="$file/t:sourceDesc/t:bibl[@type='related'][normalize-space()]">
      <xsl:call-template name="fact">
        <xsl:with-param name="label" select="$s-related"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="($published/t:availability/t:p | $published/t:availability/t:licence)[normalize-space()]">
      <xsl:call-template name="fact">
        <xsl:with-param name="label" select="$s-rights"/>
      </xsl:call-template>
    </xsl:for-each>
  </dl>
</xsl:template>

<!-- One of several values of a fact; the first has the label before it. -->
<xsl:template name="fact">
  <xsl:param name="label"/>
  <xsl:param name="index"/>
  <xsl:if test="position() = 1"><dt><xsl:value-of select="$label"/></dt></xsl:if>
  <dd>
    <xsl:choose>
      <xsl:when test="$index != ''">
        <xsl:call-template name="index-link"><xsl:with-param name="index" select="$index"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates select="." mode="fact-value"/></xsl:otherwise>
    </xsl:choose>
  </dd>
</xsl:template>

<!-- A term as a link to its place in an index, when the context knows that place. -->
<xsl:template name="index-link">
  <xsl:param name="index"/>
  <xsl:variable name="words" select="normalize-space()"/>
  <xsl:variable name="entry" select="$context/c:entry[@index = $index][@term = $words]"/>
  <xsl:choose>
    <xsl:when test="$entry"><a href="{$root}{$entry[1]/@c:page}.html"><bdi><xsl:value-of select="$words"/></bdi></a></xsl:when>
    <xsl:otherwise><bdi><xsl:value-of select="$words"/></bdi></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template match="*" mode="fact-value"><bdi><xsl:value-of select="normalize-space()"/></bdi></xsl:template>

<xsl:template match="t:idno[@type='URI']" mode="fact-value">
  <xsl:choose>
    <xsl:when test="starts-with(., 'https://') or starts-with(., 'http://')"><a href="{.}"><xsl:value-of select="."/></a></xsl:when>
    <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template match="t:licence[starts-with(@target, 'https://') or starts-with(@target, 'http://')]" mode="fact-value">
  <a rel="license" href="{@target}"><xsl:value-of select="normalize-space()"/></a>
</xsl:template>

<!-- Where the original lies -->

<xsl:template match="t:msDesc" mode="fact">
  <xsl:variable name="where" select="t:msIdentifier"/>
  <xsl:variable name="repository" select="normalize-space($where/t:repository)"/>
  <xsl:variable name="entry" select="$context/c:entry[@index = 'archives'][@term = $repository]"/>
  <xsl:if test="$repository != '' or $where/t:institution">
    <dt><xsl:value-of select="$s-archive"/></dt>
    <dd>
      <xsl:variable name="name">
        <xsl:choose>
          <xsl:when test="$where/t:institution"><xsl:value-of select="normalize-space($where/t:institution)"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="$repository"/></xsl:otherwise>
        </xsl:choose>
      </xsl:variable>
      <xsl:choose>
        <xsl:when test="$entry"><a href="{$root}{$entry[1]/@c:page}.html"><bdi><xsl:value-of select="$name"/></bdi></a></xsl:when>
        <xsl:otherwise><bdi><xsl:value-of select="$name"/></bdi></xsl:otherwise>
      </xsl:choose>
    </dd>
  </xsl:if>
  <xsl:if test="$where/t:idno[@type='archival']">
    <dt><xsl:value-of select="$s-reference"/></dt>
    <dd><xsl:value-of select="normalize-space($where/t:idno[@type='archival'])"/></dd>
  </xsl:if>
</xsl:template>

<!-- Sender and addressee -->

<xsl:template match="t:correspAction" mode="fact">
  <dt>
    <xsl:choose>
      <xsl:when test="@type = 'sent'"><xsl:value-of select="$s-from"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$s-to"/></xsl:otherwise>
    </xsl:choose>
  </dt>
  <xsl:for-each select="t:persName | t:orgName | t:name | t:placeName">
    <dd>
      <xsl:variable name="name" select="normalize-space()"/>
      <xsl:call-template name="person-link">
        <xsl:with-param name="name" select="$name"/>
        <xsl:with-param name="local" select="$people[@local = substring-after(current()/@ref, '#')]/@local | $people[not(current()/@ref)][@name = $name]/@local"/>
      </xsl:call-template>
    </dd>
  </xsl:for-each>
</xsl:template>

<!-- Who took part -->

<xsl:template match="t:person | t:personGrp" mode="fact">
  <dd>
    <xsl:call-template name="person-link">
      <xsl:with-param name="name" select="normalize-space(t:persName[1])"/>
      <xsl:with-param name="local" select="@xml:id"/>
    </xsl:call-template>
  </dd>
</xsl:template>

<!-- A name, linked to the page of its person when it has one; $local is the id of the person in the record. -->
<xsl:template name="person-link">
  <xsl:param name="name"/>
  <xsl:param name="local"/>
  <xsl:variable name="page" select="substring-before(substring-after($pages, concat(' ', $local, '=')), ' ')"/>
  <xsl:choose>
    <xsl:when test="$page != ''"><a href="{$root}{$page}.html"><bdi><xsl:value-of select="$name"/></bdi></a></xsl:when>
    <xsl:otherwise><bdi><xsl:value-of select="$name"/></bdi></xsl:otherwise>
  </xsl:choose>
</xsl:template>
</xsl:stylesheet>
