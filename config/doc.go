// Package config holds what a user can set: one [Config] value, made from
// defaults, a dramatis.yaml file, DRAMATIS_* variables and flags, the later
// winning over the earlier, with a note of where each value came from.
//
// What enters: the name of a file, a lookup for variables, the flags that
// were given. What leaves: a validated Config and its origins, or an error
// that lists every fault with its key and its source. It never reads the
// environment by itself, never writes a file and knows no command.
package config
