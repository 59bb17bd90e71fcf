// Package archtest holds no code, only tests that keep the shape of the
// program: which package may import which, who owns which library, that only
// cmd/internal/config reads the environment, and that what residents read is
// not written into logic.
//
// A package that stands in no row of the table fails the test: decide where
// it belongs, then add its row in table_test.go.
package archtest
