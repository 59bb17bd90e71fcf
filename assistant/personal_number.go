package assistant

import (
	"strings"
)

// maxNumberAtoms bounds the groups of one number: twelve single digits.
const maxNumberAtoms = 12

// numberShape is a candidate number: its digits and how they are grouped.
type numberShape struct {
	digits string
	groups []int
	seps   string // the separators between them, one byte each
	plus   bool
	dist   int // atoms back to the introducing word
}

// matchNumber tries the groups from atom i on, most first.
func (m *masker) matchNumber(i int) (PersonalKind, int) {
	shape := numberShape{plus: strings.HasSuffix(m.gap(i), "+")}
	var digits []byte
	j := i
	for ; j < len(m.atoms) && j < i+maxNumberAtoms && m.atoms[j].digits; j++ {
		sep := strings.Trim(m.gap(j), "()")
		if j > i && (len(sep) > 1 || !strings.Contains(" .-", sep) || m.gap(j) == "") {
			break
		}
		if len(digits)+m.size(j) > 19 {
			break
		}
		if j > i {
			shape.seps += (sep + "(")[:1]
		}
		digits = append(digits, m.text(j)...)
		shape.groups = append(shape.groups, m.size(j))
	}
	intro, dist := m.introDistance(i)
	shape.dist = dist
	for n := len(shape.groups); n > 0; n-- {
		shape.groups, shape.seps, shape.digits = shape.groups[:n], shape.seps[:n-1], string(digits)
		if !m.heldRight(i + n - 1) {
			if kind := shape.kind(intro); kind != "" {
				return kind, n
			}
		}
		digits = digits[:len(digits)-shape.groups[n-1]]
	}
	return "", 0
}

// kind classifies the number under the nearest introducing word.
func (n numberShape) kind(intro introWord) PersonalKind {
	if n.isDate() {
		return ""
	}
	size := len(n.digits)
	even := strings.Trim(n.seps, n.seps[:min(1, len(n.seps))]) == "" && (n.groups[0] == size || n.groups[0] > 2 || n.groups[0] == 1)
	switch {
	case n.isPhone(intro):
		if size == 10 && intro == introInsurance {
			return PersonalInsurance
		}
		if intro == introAccount && n.dist < 6 && !n.plus {
			return PersonalBankAccount
		}
		return PersonalPhone
	case size == 12 && even && intro != introAccount && (n.digits[0] == '0' || intro == introID):
		return PersonalCitizenID
	case size == 9 && even && intro == introID:
		return PersonalOldID
	case size == 10 && even && intro == introInsurance:
		return PersonalInsurance
	case (size == 16 || size == 19) && even && n.digits[0] != '0' && intro != introCode && luhn(n.digits):
		return PersonalCard
	case intro == introAccount && even && (size >= 8 || size >= 6 && n.dist < 4):
		return PersonalBankAccount
	}
	return ""
}

// isDate reports whether the groups begin as a date does.
func (n numberShape) isDate() bool {
	g := n.groups
	return len(g) > 2 && (g[0] < 3 && g[1] < 3 && g[2] == 4 || g[0] == 4 && g[1] < 3 && g[2] < 3)
}

func (n numberShape) isPhone(intro introWord) bool {
	d, size := n.digits, len(n.digits)
	singles := 0
	for _, g := range n.groups {
		if g == 1 {
			singles++
		}
	}
	if singles > 1 && singles < size || intro == introCode && !n.plus {
		return false
	}
	switch {
	case n.plus:
		return size >= 9 && size <= 15
	case d[0] == '0' && size == 10:
		return true
	case d[0] == '0' && size == 11:
		return d[1] == '1' || d[1] == '2'
	case size == 11 && d[:2] == "84", size == 13 && d[:4] == "0084":
		return strings.IndexByte("35789", d[size-9]) >= 0
	case size == 9 && intro == introPhone:
		return strings.IndexByte("35789", d[0]) >= 0
	}
	return false
}

func luhn(digits string) bool {
	sum := 0
	for i := range len(digits) {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			d *= 2
			if d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}
