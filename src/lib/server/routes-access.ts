/**
 * Who a route answers. `hooks.server.ts` lets in nothing that has no row here; a test lists the routes on the disk, and
 * another asks each of them as everybody (`tests/e2e/access.spec.ts`). What of it somebody may have is `access.ts`.
 */
export type Door =
	/** Anybody: what a shop has published, and what says nothing of anybody. */
	| 'everyone'
	/** Whoever holds an invitation. */
	| 'invited'
	/** A person who joined: the request names an enrolment, and its cookie holds that one's secret. */
	| 'enrolled'
	/** Anybody for what is public; else as `enrolled`, or the office by its cookies alone. */
	| 'viewer'
	/** Staff and marketers, by their cookies. */
	| 'office';

export interface Rule {
	readonly door: Door;
	/** The most bytes of a request's body. */
	readonly bytes: number;
	/** How the access log tells of it: each time, once an hour for each phone, or of its denials alone. */
	readonly noted: 'each' | 'hourly' | 'denied';
}

/** What can be done at a route: a method, or at a page `page` (to open it), `layout`, and `action NAME`. */
export type Rules = Readonly<Record<string, Rule>>;

const KILO = 1024;
/** A piece of a photo, and the changes of a sync, with room: both tell by themselves of what is somewhat too large. */
const LARGE = 700 * KILO;
/** Names and keys; `body.ts` reads less. */
const SMALL = 16 * KILO;
/** A form of the desk: at most 77 provinces and a name. */
const FORM = 64 * KILO;
/** A hundred lines with names of the longest kind, in Thai. */
const LIST = 128 * KILO;
/** A rescue file counts for itself (`rescue/spool.ts`). */
const RESCUE = Infinity;

const to = (door: Door, bytes = 0, noted: Rule['noted'] = 'denied'): Rule => ({ door, bytes, noted });
/** A page of the office, which shows people and their numbers. */
const DESK: Rule = to('office', 0, 'hourly');
const shown: Rules = { page: to('everyone') };

export const ROUTES: Readonly<Record<string, Rules>> = {
	'/api/health': { GET: to('everyone') },
	'/health': { GET: to('everyone') },
	'/api/export': { POST: to('office', FORM, 'each') },
	'/api/carry': { GET: to('enrolled'), POST: to('enrolled', LIST) },
	'/api/history/[space]/[kind]/[key]': { GET: to('enrolled') },
	'/api/invitations': { POST: to('enrolled', SMALL, 'each') },
	'/api/invitations/end': { POST: to('enrolled', SMALL, 'each') },
	'/api/invitations/key': { POST: to('enrolled', SMALL, 'each') },
	'/api/invitations/state': { POST: to('enrolled', SMALL) },
	'/api/join': { POST: to('invited', SMALL) },
	'/api/join/code': { POST: to('invited', SMALL) },
	'/api/join/look': { POST: to('invited', SMALL) },
	'/api/leave': { POST: to('enrolled', SMALL, 'each') },
	'/api/others/[space]': { GET: to('enrolled') },
	'/api/phones': { POST: to('enrolled', SMALL, 'hourly') },
	'/api/phones/end': { POST: to('enrolled', SMALL, 'each') },
	'/api/photos/[hash]': { PUT: to('everyone', LARGE) },
	'/api/sync': { POST: to('enrolled', LARGE) },
	'/api/uploads': { OPTIONS: to('everyone'), POST: to('enrolled', LARGE) },
	'/api/uploads/[id]': { HEAD: to('enrolled'), PATCH: to('enrolled', LARGE) },
	'/photos/[hash]': { GET: to('viewer') },
	'/photos/[hash]/[variant]': { GET: to('viewer') },

	'/(shop)': { ...shown, layout: to('everyone') },
	'/(shop)/[...path]': shown,
	'/(shop)/c/[category]': shown,
	'/(shop)/newest': shown,
	'/(shop)/province/[code]': shown,
	'/(shop)/region/[region]': shown,
	'/(shop)/s/[shop]': shown,
	'/(shop)/s/[shop]/p/[product]': shown,
	'/(shop)/search': shown,

	// The apps' pages are one empty shell: what they show is on the phone, and comes by sync.
	'/(app)/field': shown,
	'/(app)/field/carry': shown,
	'/(app)/field/carry/list': shown,
	'/(app)/field/maker/[shop]/[...screen]': shown,
	'/(app)/join': shown,
	'/(app)/join/accounts': shown,
	'/(app)/sell': shown,
	'/(app)/sell/prices': shown,
	'/(app)/sell/product/[key]': shown,
	'/(app)/sell/question/[...key]': shown,
	'/(app)/sell/shop': shown,
	'/(app)/sell/start': shown,
	'/(app)/shell': shown,

	'/(desk)/desk': { page: DESK, layout: to('office') },
	// Noted by itself, with the name of the table: see its own file
	'/(desk)/desk/export/[file]': { GET: to('office') },
	'/(desk)/desk/invite': {
		page: DESK,
		'action invite': to('office', FORM, 'each'),
		'action revoke': to('office', FORM, 'each'),
	},
	'/(desk)/desk/makers': { page: DESK },
	'/(desk)/desk/duplicates': { page: DESK },
	'/(desk)/desk/duplicates/[a]/[b]': {
		page: DESK,
		'action merge': to('office', FORM, 'each'),
		'action apart': to('office', FORM, 'each'),
	},
	'/(desk)/desk/people': {
		page: DESK,
		'action endPerson': to('office', FORM, 'each'),
		'action endDevice': to('office', FORM, 'each'),
	},
	'/(desk)/desk/privacy': {
		page: DESK,
		'action preview': to('office', FORM, 'each'),
		'action erase': to('office', FORM, 'each'),
	},
	'/(desk)/desk/review': { page: DESK },
	'/(desk)/desk/shop/[shop]': {
		page: DESK,
		'action comment': to('office', FORM, 'each'),
		'action settle': to('office', FORM, 'each'),
		'action unmerge': to('office', FORM, 'each'),
	},
	'/(desk)/desk/rescue': { page: DESK, 'action default': to('office', RESCUE, 'each') },
};

/** What a request is about to do at a route, in the words of the table. */
export function asked(rules: Rules, method: string, url: URL): string {
	const isPage = 'page' in rules;
	if (method === 'HEAD') return 'HEAD' in rules ? 'HEAD' : isPage ? 'page' : 'GET';
	if (!isPage) return method;
	if (method === 'GET') return 'page';
	if (method !== 'POST') return method;
	// As Kit finds the action: the first parameter that begins with a slash
	const named = [...url.searchParams.keys()].find((name) => name.startsWith('/'));
	return `action ${named?.slice(1) ?? 'default'}`;
}

export type Decision =
	| { readonly kind: 'rule'; readonly rule: Rule; readonly act: string }
	/** Nobody has decided who this is for: a mistake of ours. */
	| { readonly kind: 'undecided' }
	| { readonly kind: 'no-such-act' };

/** What is decided about a request. An address that leads to no route (null) does nothing, whoever asks. */
export function decide(
	route: string | null,
	method: string,
	url: URL,
	routes: Readonly<Record<string, Rules>> = ROUTES,
): Decision {
	if (route === null) return { kind: 'no-such-act' };
	const rules = Object.hasOwn(routes, route) ? routes[route] : undefined;
	if (!rules) return { kind: 'undecided' };
	const act = asked(rules, method, url);
	const rule = Object.hasOwn(rules, act) ? rules[act] : undefined;
	return rule ? { kind: 'rule', rule, act } : { kind: 'no-such-act' };
}
