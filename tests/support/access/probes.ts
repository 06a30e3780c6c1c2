import { comment } from '../../../src/lib/server/desk/comments.ts';
import { OCTETS, uploadId, UPLOADS } from '../../../src/lib/sync/upload.ts';
import {
	TARGETS,
	codeFor,
	deskPage,
	ending,
	form,
	get,
	hashOf,
	isOffice,
	json,
	named,
	once,
	open,
	picture,
	ofShop,
	secretFor,
	sees,
	shut,
	staffAlone,
	told,
	tus,
	victimOf,
	type Probe,
	type Target,
} from './probe.ts';
import { joinAs, shopKey, spaceOf, type Asker } from './world.ts';

const noteFor = (target: Target) => {
	return { key: 'note-of-office', about: `shop/${shopKey(target)}`, text: 'ช่วยดูราคา' };
};

/** The shop that stands beside a target: of the same province, but for the one that is elsewhere. */
const besides = (target: Target) => shopKey(target === 'near' ? 'mine' : 'near');
const pairOf = (target: Target) => `/desk/duplicates/${shopKey(target)}/${besides(target)}`;
const both = (asker: Asker, target: Target) =>
	!isOffice(asker) ? 401 : sees(asker, target) && sees(asker, 'near') ? 200 : 404;

/** A point of the curve: whoever made it has thrown the other half away. */
const SIGNING_KEY = 'BAFuplm7fED3Y5Cln8hwW2vwmW1H9MQ3_R3Q_ZqfAuRNZ1rqg1HRBN9O6T0QYUbo-ILweJ3AZ_6_6PfW0wMNYo8';

/** By route and act, as `routes-access.ts` has them; layouts come with their pages. */
export const PROBES: Readonly<Record<string, Readonly<Record<string, Probe>>>> = {
	'/api/health': { GET: open('/api/health') },
	'/health': { GET: open('/health') },
	'/api/carry': {
		GET: {
			over: once,
			ask: (_tried, asker) => ({ path: '/api/carry', headers: named(asker) }),
			expected: ({ role }) => (role === null ? 401 : 200),
		},
		POST: {
			over: once,
			// Stands in every shop's name: whoever may see one is told of it, and nobody of another.
			ask: (_tried, { enrolment }) => json('/api/carry', { enrolment, lines: ['ความลับ'] }),
			expected: ({ role }) => (role === null ? 401 : 200),
		},
	},
	'/api/history/[space]/[kind]/[key]': {
		GET: {
			over: TARGETS,
			ask: (_tried, asker, target) => {
				return { path: `/api/history/${spaceOf(target)}/product/mat-of-reed`, headers: named(asker) };
			},
			expected: (asker, target) => (asker.role === null ? 401 : sees(asker, target) ? 200 : 404),
		},
	},
	'/api/invitations': {
		POST: {
			over: TARGETS,
			ask: (_tried, { enrolment }, target) =>
				json('/api/invitations', { enrolment, shop: shopKey(target), name: 'ผู้ช่วย' }),
			expected: (asker, target) => (asker.role === null ? 401 : sees(asker, target) ? 200 : 403),
		},
	},
	'/api/invitations/end': {
		POST: {
			over: TARGETS,
			async ask({ app }, { enrolment }, target) {
				const { ids, ended } = await victimOf(app, target);
				const after = told('invitation', ended);
				return {
					...json('/api/invitations/end', { enrolment, id: ids.invitation }),
					says: [ids.invitation],
					after,
				};
			},
			expected: ofShop,
		},
	},
	'/api/invitations/key': {
		POST: {
			over: once,
			ask: (_tried, { enrolment }) => json('/api/invitations/key', { enrolment, key: SIGNING_KEY }),
			expected: ({ role }) => (role === null ? 401 : 200),
		},
	},
	'/api/invitations/state': {
		POST: {
			over: TARGETS,
			async ask({ app }, { enrolment }, target) {
				const { ids } = await victimOf(app, target);
				return {
					...json('/api/invitations/state', { enrolment, id: ids.invitation }),
					says: [ids.invitation],
				};
			},
			expected: ofShop,
		},
	},
	'/api/join': {
		POST: {
			over: TARGETS,
			ask: async (tried, _asker, target) =>
				json('/api/join', { secret: await secretFor(tried, target), key: 'k'.repeat(43) }),
			expected: (_asker, target) => (target === 'nowhere' ? 404 : 200),
		},
	},
	'/api/join/code': {
		POST: {
			over: TARGETS,
			async ask(tried, _asker, target) {
				const { number, code } = await codeFor(tried, target);
				return json('/api/join/code', { number, code, key: 'k'.repeat(43) });
			},
			expected: (_asker, target) => (target === 'nowhere' ? 404 : 200),
		},
	},
	'/api/join/look': {
		POST: {
			over: TARGETS,
			ask: async (tried, _asker, target) =>
				json('/api/join/look', { secret: await secretFor(tried, target) }),
			expected: () => 200,
		},
	},
	'/api/leave': {
		POST: {
			over: TARGETS,
			async ask({ app }, _asker, target) {
				const victim = target === 'nowhere' ? null : await joinAs(app, null, { shop: shopKey(target) });
				const id = victim?.enrolment ?? 'nobody00';
				const after = () =>
					app.store.read(async ({ db }) => {
						const row = await db
							.selectFrom('enrolment')
							.select('revoked_at')
							.where('id', '=', id)
							.executeTakeFirst();
						return (row?.revoked_at ?? null) === null ? null : 'somebody else’s phone was put out of use';
					});
				return { ...json('/api/leave', { enrolment: id }), says: [id], after };
			},
			expected: () => 200,
		},
	},
	'/api/others/[space]': {
		GET: {
			over: TARGETS,
			ask: (_tried, asker, target) => ({ path: `/api/others/${spaceOf(target)}`, headers: named(asker) }),
			expected: (asker, target) => (asker.role === null ? 401 : sees(asker, target) ? 200 : 404),
		},
	},
	'/api/phones': {
		POST: {
			over: once,
			ask: (_tried, { enrolment }) => json('/api/phones', { enrolment }),
			expected: (asker) => (asker.role === null ? 401 : 200),
		},
	},
	'/api/phones/end': {
		POST: {
			over: TARGETS,
			async ask({ app }, { enrolment }, target) {
				const { ids, ended } = await victimOf(app, target);
				const after = told('enrolment', ended);
				return { ...json('/api/phones/end', { enrolment, id: ids.enrolment }), says: [ids.enrolment], after };
			},
			expected: ofShop,
		},
	},
	'/api/photos/[hash]': {
		PUT: {
			over: TARGETS,
			ask: (tried, _asker, target) => {
				const headers = { 'content-type': 'image/jpeg' };
				return { method: 'PUT', path: `/api/photos/${hashOf(tried, target)}`, headers, body: 'x' };
			},
			expected: () => 503,
		},
	},
	'/api/uploads': {
		OPTIONS: { over: once, ask: () => ({ method: 'OPTIONS', path: UPLOADS }), expected: () => 204 },
		POST: {
			over: TARGETS,
			ask: (tried, asker, target) => {
				const sha256 = Buffer.from(hashOf(tried, target), 'hex').toString('base64');
				const more = { 'upload-length': '1000', 'upload-metadata': `sha256 ${sha256}` };
				const says = [uploadId(hashOf(tried, target))];
				return { method: 'POST', path: UPLOADS, headers: tus(asker, more), says };
			},
			expected: (asker) => (asker.role === null ? 401 : 201),
		},
	},
	'/api/uploads/[id]': {
		HEAD: {
			over: ['nowhere'],
			ask: (_tried, asker) => {
				return { method: 'HEAD', path: `${UPLOADS}/${uploadId('e'.repeat(64))}`, headers: tus(asker) };
			},
			expected: (asker) => (asker.role === null ? 401 : 404),
		},
		PATCH: {
			over: ['nowhere'],
			ask: (_tried, asker) => {
				const headers = tus(asker, { 'content-type': OCTETS, 'upload-offset': '0' });
				return { method: 'PATCH', path: `${UPLOADS}/${uploadId('e'.repeat(64))}`, headers, body: 'x' };
			},
			expected: (asker) => (asker.role === null ? 401 : 404),
		},
	},
	'/photos/[hash]': { GET: picture((hash) => `/photos/${hash}`) },
	'/photos/[hash]/[variant]': { GET: picture((hash) => `/photos/${hash}/320.webp`) },

	'/(shop)': { page: open('/') },
	'/(shop)/[...path]': { page: open('/nothing/here', 404) },
	'/(shop)/c/[category]': { page: open('/c/craft') },
	'/(shop)/newest': { page: open('/newest') },
	'/(shop)/province/[code]': {
		page: get((_world, target) => `/province/30?after=${shopKey(target)}`, 200, TARGETS),
	},
	'/(shop)/region/[region]': { page: open('/region/north') },
	'/(shop)/s/[shop]': { page: shut((target) => `/s/${shopKey(target)}`) },
	'/(shop)/s/[shop]/p/[product]': { page: shut((target) => `/s/${shopKey(target)}/p/mat-of-reed`) },
	'/(shop)/search': { page: open(`/search?q=${encodeURIComponent('ความลับ')}`) },

	'/(app)/field': { page: open('/field') },
	'/(app)/field/carry': { page: open('/field/carry') },
	'/(app)/field/carry/list': { page: open('/field/carry/list') },
	'/(app)/field/maker/[shop]/[...screen]': { page: open('/field/maker/shop-of-own/product/mat-of-reed') },
	'/(app)/join': { page: open('/join') },
	'/(app)/join/accounts': { page: open('/join/accounts') },
	'/(app)/sell': { page: open('/sell') },
	'/(app)/sell/prices': { page: open('/sell/prices') },
	'/(app)/sell/product/[key]': { page: open('/sell/product/mat-of-reed') },
	'/(app)/sell/question/[...key]': { page: open('/sell/question/product/mat-of-reed/price') },
	'/(app)/sell/shop': { page: open('/sell/shop') },
	'/(app)/sell/start': { page: open('/sell/start') },
	'/(app)/shell': { page: open('/shell') },

	'/(desk)/desk': { page: deskPage('/desk') },
	'/(desk)/desk/export/[file]': {
		GET: {
			over: TARGETS,
			ask: (_tried, _asker, target) => {
				const province = { mine: '30', near: '30', far: '50', nowhere: '99' }[target];
				return { path: `/desk/export/makers.csv?province=${province}`, says: [`province=${province}`] };
			},
			expected: (asker) => (isOffice(asker) ? 200 : 401),
		},
	},
	'/(desk)/desk/invite': {
		page: {
			over: TARGETS,
			ask: (_tried, _asker, target) => ({ path: `/desk/invite?shop=${shopKey(target)}` }),
			expected: (asker) => (isOffice(asker) ? 200 : 401),
		},
		'action invite': {
			over: TARGETS,
			ask: (tried, _asker, target) =>
				form(tried, '/desk/invite?/invite', { role: 'seller', shop: shopKey(target), name: 'ใหม่' }),
			expected: (asker, target) => (!isOffice(asker) ? 401 : sees(asker, target) ? 200 : 422),
		},
		'action revoke': ending('/desk/invite?/revoke', 'invitation'),
	},
	'/(desk)/desk/makers': {
		page: {
			over: TARGETS,
			ask: (_tried, _asker, target) => {
				const province = { mine: '30', near: '30', far: '50', nowhere: '99' }[target];
				return { path: `/desk/makers?province=${province}`, says: [`province=${province}`] };
			},
			expected: (asker, target) => (!isOffice(asker) ? 401 : sees(asker, target) ? 200 : 404),
		},
	},
	'/(desk)/desk/duplicates': {
		page: {
			over: TARGETS,
			ask: (_tried, _asker, target) => {
				const province = { mine: '30', near: '30', far: '50', nowhere: '99' }[target];
				return { path: `/desk/duplicates?province=${province}`, says: [`province=${province}`] };
			},
			expected: (asker, target) => (!isOffice(asker) ? 401 : sees(asker, target) ? 200 : 404),
		},
	},
	'/(desk)/desk/duplicates/[a]/[b]': {
		page: {
			over: TARGETS,
			ask: (_tried, _asker, target) => ({ path: pairOf(target), says: [besides(target)] }),
			expected: both,
		},
		// Which of them stays is not said: nothing is merged, and whoever sees both is told that they were not asked for so
		'action merge': {
			over: TARGETS,
			ask: (tried, _asker, target) => ({
				...form(tried, `${pairOf(target)}?/merge`, { stays: 'neither' }),
				says: [besides(target)],
			}),
			expected: (asker) => (isOffice(asker) ? 404 : 401),
		},
		'action apart': {
			over: TARGETS,
			ask: (tried, _asker, target) => ({
				...form(tried, `${pairOf(target)}?/apart`, { apart: 'yes' }),
				says: [besides(target)],
			}),
			expected: (asker, target) => {
				const seen = both(asker, target);
				return seen === 200 ? 303 : seen;
			},
		},
	},
	'/(desk)/desk/people': {
		page: deskPage('/desk/people?role=staff&province=50'),
		'action endPerson': ending('/desk/people?/endPerson', 'person'),
		'action endDevice': ending('/desk/people?/endDevice', 'enrolment'),
	},
	'/(desk)/desk/privacy': {
		page: { over: once, ask: () => ({ path: '/desk/privacy' }), expected: staffAlone },
		'action preview': {
			over: once,
			ask: (tried) => form(tried, '/desk/privacy?/preview', { phone: '081 234 5678' }),
			expected: staffAlone,
		},
		'action erase': {
			over: once,
			ask: (tried) => form(tried, '/desk/privacy?/erase', { phone: '0812345678' }),
			expected: staffAlone,
		},
	},
	'/api/export': {
		POST: {
			over: TARGETS,
			async ask(tried, _asker, target) {
				const { app } = tried;
				const one = target === 'nowhere' ? null : await joinAs(app, null, { shop: shopKey(target) });
				const person = one?.person.person ?? 'nobody00';
				return { ...form(tried, '/api/export', { person }), says: [person] };
			},
			expected: (asker, target) => {
				const status = staffAlone(asker);
				return status === 200 && target === 'nowhere' ? 404 : status;
			},
		},
	},
	'/(desk)/desk/review': { page: deskPage('/desk/review?province=50') },
	'/(desk)/desk/shop/[shop]': {
		page: {
			over: TARGETS,
			ask: (_tried, _asker, target) => ({ path: `/desk/shop/${shopKey(target)}` }),
			expected: (asker, target) => (!isOffice(asker) ? 401 : sees(asker, target) ? 200 : 404),
		},
		'action comment': {
			over: TARGETS,
			ask: (tried, _asker, target) => form(tried, `/desk/shop/${shopKey(target)}?/comment`, noteFor(target)),
			expected: (asker, target) => (!isOffice(asker) ? 401 : sees(asker, target) ? 303 : 404),
		},
		'action unmerge': {
			over: TARGETS,
			// None of them stands for another: what is not there and what is not theirs are one answer
			ask: (tried, _asker, target) => form(tried, `/desk/shop/${shopKey(target)}?/unmerge`, {}),
			expected: (asker) => (isOffice(asker) ? 404 : 401),
		},
		'action settle': {
			over: TARGETS,
			async ask(tried, _asker, target) {
				const note = { ...noteFor(target), shop: shopKey(target) };
				await comment(tried.app, { person: 'office', role: 'staff', areas: [], shop: null }, note);
				return form(tried, `/desk/shop/${shopKey(target)}?/settle`, { key: note.key, how: 'done' });
			},
			expected: (asker, target) => (!isOffice(asker) ? 401 : sees(asker, target) ? 303 : 404),
		},
	},
	'/(desk)/desk/rescue': {
		page: deskPage('/desk/rescue'),
		'action default': {
			over: once,
			ask: (tried) => ({
				method: 'POST',
				path: '/desk/rescue',
				headers: { 'content-type': 'text/plain', accept: 'text/html', origin: tried.origin },
				body: 'no rescue file',
			}),
			expected: (asker) => (isOffice(asker) ? 422 : 401),
		},
	},
};

/** What the matrix of routes leaves to another: see `access.spec.ts`. */
export const ASKED_ELSEWHERE = ['/api/sync'];
