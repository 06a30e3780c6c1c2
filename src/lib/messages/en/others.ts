import type { others as th } from '../th/others.ts';

export const others: typeof th = {
	asking: 'Asking the office…',
	none: 'Nobody has done anything in your name',
	offline: 'As far as this phone knows. Open it again where there is a signal: there may be more.',
	set: (field, value) => `${field}: ${value}`,
	by: (who, when) => [`Set by ${who.trim()}`, when].filter(Boolean).join(', '),
	nobody: 'somebody of the shop or the office',
	back: (value) => `Back to ${value}`,
	first: 'Nothing was entered before',
	change: 'Change it',
	put: (field, value) => `${field}: back to ${value}`,
	noName: 'No name yet',
	more: (count) => `${count} more`,
};
