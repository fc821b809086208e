package extract

import "github.com/dramatis-kg/dramatis/schema"

// classify sets the event type and mode of the statement.
func (x *extractor) classify(s *schema.Statement, f *fact) {
}
