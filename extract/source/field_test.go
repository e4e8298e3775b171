package source

import (
	"strings"
	"testing"
)

// TestFieldNames holds what the names mean that feeds, services and exports use.
func TestFieldNames(t *testing.T) {
	names := newFieldNames()
	for field, list := range map[string]string{
		"published": `published_at pubDate publication_date date_published publishing_date publishDate published_time webPublicationDate
			firstPublicationDate seendate created_at datetime published_on time isoDate firstPublished publish_time post_date date_created
			issued publish-date Publish.Date PUBLICATIONDATE dateTimePub date_publish versioncreated firstcreated @timestamp
			post_date_gmt releaseDate display_date dc:date DC.date.issued dcterms.created article:published_time parsely-pub-date
			citation_publication_date prism.publicationDate dateOfPublication Datum Veröffentlichungsdatum erscheinungsdatum
			fecha fecha_publicacion fechaPublicación date_de_publication data_publicacao dataPubblicazione publicatiedatum created ts`,
		"title":    "title headline Titel webTitle articleTitle news_title Überschrift titre título titolo post_title og:title",
		"url":      "url link web_url webUrl articleUrl permalink Lien enlace canonical-url DocumentIdentifier short_url",
		"text":     "text full_text fulltext full-text bodyText articleBody article_text content text_content story_text pageContent Inhalt texte contenido testo",
		"html":     "html content_html body-html contentEncoded rendered_html",
		"authors":  "author authors byline creator dc:creator Autor auteur authorNames",
		"source":   "source publisher siteName media_name Quelle fuente og:site_name",
		"language": "lang language inLanguage langue og:locale",
		"id":       "id _id guid article_id",
		"": `updated_at modified dateModified crawl_date event_date birthdate text_length content_type image_url thumbnail_url authorUrl subtitle
			section tags category status word_count is_published_by publisher_id story_points page number description summary x`,
	} {
		for name := range strings.FieldsSeq(list) {
			if got := names.field(name); got != field {
				t.Errorf("%s: means %q, want %q", name, got, field)
			}
		}
	}
	if got := names.field("Date of first publication"); got != "published" {
		t.Errorf("a name with blanks means %q", got)
	}
}

// A field of publication comes before a plain date, and that before a creation.
func TestFieldOrder(t *testing.T) {
	names := newFieldNames()
	at := -1
	for i, f := range fieldList {
		if f.name == "published" {
			at = i
		}
	}
	last := -1
	for name := range strings.FieldsSeq("published pub_date date timestamp created_at") {
		rank := names.ranks(name)[at]
		if rank <= last {
			t.Errorf("%s ranks %d, not behind %d", name, rank, last)
		}
		last = rank
	}
}
