package intake

// SkipReason says what kind of thing was passed over.
type SkipReason string

// The reasons for skipping.
const (
	SkipNotFound    SkipReason = "not found"
	SkipUnreadable  SkipReason = "unreadable"
	SkipUnsupported SkipReason = "unsupported"
	SkipTooLarge    SkipReason = "too large"
	SkipBinary      SkipReason = "binary"
	SkipMalformed   SkipReason = "malformed"
	SkipEncoding    SkipReason = "encoding"
	SkipEmpty       SkipReason = "empty"
	SkipNotEnglish  SkipReason = "not English"
	SkipBadLine     SkipReason = "bad line"
	SkipBadSidecar  SkipReason = "bad sidecar"
	SkipNoArticle   SkipReason = "no article"
	SkipDuplicate   SkipReason = "duplicate"
	SkipLoop        SkipReason = "symlink loop"
	SkipStore       SkipReason = "store"
)

// Explanation is the reason in a sentence for people, with what to do.
func (r SkipReason) Explanation() string {
	switch r {
	case SkipNotFound:
		return "there is no such file or folder; check the path"
	case SkipUnreadable:
		return "it could not be read; check its permissions"
	case SkipUnsupported:
		return "its extension is none of .txt, .md, .html, .htm, .jsonl; convert it first"
	case SkipTooLarge:
		return "it is over the size limit for one article; split it or raise limits.article"
	case SkipBinary:
		return "it holds binary data, not text"
	case SkipMalformed:
		return "its markup cannot be read; save the page anew, or its text as .txt"
	case SkipEncoding:
		return "its character encoding is not supported; convert it to UTF-8"
	case SkipEmpty:
		return "it holds no words"
	case SkipNotEnglish:
		return "it does not look like English"
	case SkipBadLine:
		return "the line is not a JSON object with a text"
	case SkipBadSidecar:
		return "the .json file beside it cannot be used; correct or remove it"
	case SkipNoArticle:
		return "no article was found in the page"
	case SkipDuplicate:
		return "the same article was already read"
	case SkipStore:
		return "the folder holds a Dramatis store, not articles"
	case SkipLoop:
		return "the symbolic link leads back to a folder already visited"
	}
	return string(r)
}

// Skip is something that is not an article, and why.
type Skip struct {
	Source string     // path, or path:line in a .jsonl file
	Reason SkipReason // for counting and branching
	Detail string     // what exactly, "" if the reason says it all
	// Named is true if the user named the file itself, rather than a folder
	// that holds it or a pattern that matches it.
	Named bool
}

// Words say the reason and the detail in one line for people.
func (s Skip) Words() string {
	if s.Detail == "" {
		return s.Reason.Explanation()
	}
	return s.Reason.Explanation() + " (" + s.Detail + ")"
}

// String is "source: words".
func (s Skip) String() string { return s.Source + ": " + s.Words() }
