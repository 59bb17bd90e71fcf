// Package desk assembles one release into a running engine (index, ranking
// model, classifier, texts) and swaps releases while questions are answered.
//
// It is wiring with a life cycle: everything it joins is built elsewhere. A
// question holds the engine it began with until it is answered; the index of a
// replaced release is closed when its last question is done.
package desk
