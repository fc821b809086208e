package pipeline

import (
	"context"
	"errors"
	"fmt"

	"github.com/dramatis-kg/dramatis/extract"
	"github.com/dramatis-kg/dramatis/nlp"
	"github.com/dramatis-kg/dramatis/nlp/gazetteer"
	"github.com/dramatis-kg/dramatis/resolve"
	"github.com/dramatis-kg/dramatis/schema"
	"github.com/dramatis-kg/dramatis/text"
)

// rulesVersion names the rules of extraction and resolution. Raise it with
// any change that makes a document's record differ, so that documents which
// are stored already are read anew.
const rulesVersion = "4"

// Reader turns articles into records. It is safe for concurrent use.
type Reader struct {
	annotator *nlp.Annotator
	know      resolve.Knowledge
	opts      extract.Options
	engine    string
}

// NewReader loads the models.
func NewReader(opts extract.Options) (*Reader, error) {
	if err := opts.Validate(); err != nil {
		return nil, fmt.Errorf("pipeline: %w", err)
	}
	annotator, err := nlp.New()
	if err != nil {
		return nil, fmt.Errorf("pipeline: %w", err)
	}
	return &Reader{annotator: annotator, know: Gazetteer{}, opts: opts,
		engine: "rules-" + rulesVersion + "/model-" + annotator.Model()}, nil
}

// WithActors is a reader that knows the user's list of actors too. Documents
// that were read with another list are read anew.
func (r *Reader) WithActors(list *gazetteer.List) *Reader {
	if list == nil {
		return r
	}
	out := *r
	out.know = Gazetteer{More: list}
	out.engine += "/actors-" + list.Fingerprint()
	return &out
}

// Engine fingerprints models and rules: records of the same engine and the
// same article are equal.
func (r *Reader) Engine() string { return r.engine }

// Annotate reads the language of an article only.
func (r *Reader) Annotate(a *text.Article) *text.Document { return r.annotator.Annotate(a) }

// Read takes one article the whole way up to the store: its record has local
// actors, not yet global ones. refused are statements that broke a rule of
// the schema and were left out.
func (r *Reader) Read(ctx context.Context, a *text.Article) (rec *schema.Record, refused []error, err error) {
	rec, _, refused, err = r.ReadAnnotated(ctx, a)
	return rec, refused, err
}

// ErrFault is wrapped by the error of an article that our own code could not
// read: a mistake of the program, not of the article.
var ErrFault = errors.New("internal fault")

// ReadAnnotated is Read for callers that want the annotations too. Once ctx
// has ended it returns at once, whatever the length of the article; what was
// begun ends by itself and is thrown away.
func (r *Reader) ReadAnnotated(ctx context.Context, a *text.Article) (rec *schema.Record, d *text.Document, refused []error, err error) {
	if err := ctx.Err(); err != nil {
		return nil, nil, nil, err
	}
	done := make(chan struct{})
	var out struct {
		rec     *schema.Record
		d       *text.Document
		refused []error
		err     error
	}
	go func() {
		defer close(done)
		// A fault in one article must not lose a night's work on thousands.
		defer func() {
			if p := recover(); p != nil {
				out.rec, out.d, out.refused = nil, nil, nil
				out.err = fmt.Errorf("pipeline: %s: %w: %v; please report it with the article", a.Source, ErrFault, p)
			}
		}()
		out.d = r.annotator.Annotate(a)
		statements := extract.Statements(out.d, r.opts)
		out.rec = resolve.Local(out.d, statements, r.know)
		out.rec.Engine = r.Engine()
		out.rec.Statements, out.refused = accepted(out.rec)
	}()
	select {
	case <-done:
		return out.rec, out.d, out.refused, out.err
	case <-ctx.Done():
		return nil, nil, nil, ctx.Err()
	}
}

// accepted checks the statements as they will be once their actors have ids.
func accepted(rec *schema.Record) (good []schema.Statement, refused []error) {
	alone, err := resolve.Apply(rec, resolve.Link([]resolve.DocLocals{{Doc: rec.Doc.ID, Locals: rec.Locals}}))
	if err != nil {
		return nil, []error{err}
	}
	seen := map[schema.StatementID]bool{}
	for i := range alone.Statements {
		s := &alone.Statements[i]
		if err := schema.Check(s, len(rec.Doc.Text)); err != nil {
			refused = append(refused, err)
			continue
		}
		if seen[s.ID] {
			refused = append(refused, fmt.Errorf("pipeline: statement %s stands twice in %s", s.ID, rec.Doc.Source))
			continue
		}
		seen[s.ID] = true
		good = append(good, rec.Statements[i])
	}
	return good, refused
}
