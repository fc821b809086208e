// Package dramatis holds the example articles that the program's
// demonstration reads. The program itself is cmd/dramatis; README.md and
// docs/architecture.md lead through the packages.
//
// What leaves: the files of examples/, as they are in the repository. It
// decides nothing and imports none of our packages.
package dramatis

import "embed"

// Examples are the articles of the folder examples/, described in
// docs/examples.md.
//
//go:embed examples
var Examples embed.FS
