// Package config holds the one configuration of the program. A setting comes
// from the configuration file, the environment or a flag; the later of these
// wins:
//
//	file         contact-phone = 0205 3 000 000
//	environment  MOTCUA_CONTACT_PHONE="0205 3 000 000"
//	flag         --contact-phone "0205 3 000 000"
//
// The names are the same everywhere: a flag without its dashes is the key of the
// file; in upper case, with underscores and MOTCUA_ before it, it is the
// variable (which the file takes as a key too). Lines of the file that are empty
// or begin with "#" are passed over; a value may stand in double quotes. An
// unknown or repeated name is a mistake, not a setting that is silently lost.
//
// It is the only package that reads the environment.
package config
