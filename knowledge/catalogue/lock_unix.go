//go:build !windows

package catalogue

import (
	"errors"
	"os"
	"syscall"
)

// lockExclusive opens and locks a file; it returns errHeld when another
// process, or another open file of this one, has it locked. The lock ends when
// the file is closed or its process dies.
func lockExclusive(name string) (*os.File, error) {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600) //nolint:gosec // a constant name in the store
	if err != nil {
		return nil, err
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		err = errHeld
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}
