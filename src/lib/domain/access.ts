import type { ConsentStanding } from './consent.ts';
import { unreachable } from './unreachable.ts';

/**
 * Who may see and change what. This is the one place that decides: `visible` for whoever looks through many spaces, `can`
 * for one thing. The server looks up the facts (a person's areas, a space's area and shop) and asks by `server/access.ts`.
 */
export const ROLES = ['staff', 'marketer', 'seller'] as const;
export type Role = (typeof ROLES)[number];

/** A person who has joined. `areas` are province codes (a marketer's); `shop` is the shop of a seller. */
export interface Principal {
	readonly person: string;
	readonly role: Role;
	readonly areas: readonly string[];
	readonly shop: string | null;
}

/** A space by what decides its visibility: whose it is, and the province it lies in. */
export interface SpaceFacts {
	readonly id: string;
	readonly area: string;
	readonly shop: string | null;
}

/** Who an invitation is for. `areas`: a marketer's provinces, or the province of a seller whose shop is yet to be made. */
export type Invitee = Omit<Principal, 'person'>;

/** The catalogue space of a shop, by the shop's key. */
export const catalogueOf = (shop: string): string => `c.${shop}`;

/** The shop a catalogue space belongs to; null for other spaces. */
export const shopOfSpace = (space: string): string | null => (space.startsWith('c.') ? space.slice(2) : null);

/** The space of a shop's orders: apart from the catalogue, since buyers are the shop's own people's alone. */
export const ORDERS = 'o.';
export const ordersOf = (shop: string): string => `${ORDERS}${shop}`;
export const isOrders = (space: string): boolean => space.startsWith(ORDERS);

/**
 * The space of a province's visits, planned and made: beside its catalogues, since what a marketer writes down of a maker is
 * not for the people of the shop.
 */
export const VISITS = 'v.';
export const visitsOf = (area: string): string => `${VISITS}${area}`;
export const isVisits = (space: string): boolean => space.startsWith(VISITS);
/** The province of a space of visits; null for other spaces. */
export const areaOfVisits = (space: string): string | null =>
	isVisits(space) ? space.slice(VISITS.length) : null;

/** The shop whose people a space belongs to, its catalogue or its orders; null for other spaces. */
export const ownerOfSpace = (space: string): string | null =>
	isOrders(space) ? space.slice(ORDERS.length) : shopOfSpace(space);

/** What a person may see, as a filter: the catalogues of these provinces, and all spaces of this shop wherever it lies. */
export interface Sight {
	/** Null: the whole country. */
	readonly areas: readonly string[] | null;
	/** Null: none by its shop. */
	readonly shop: string | null;
}

/** Nobody sees a space of records: what a shopper sees is what a shop has published (`publish.ts`). */
export function visible(who: Principal | null): Sight {
	if (!who) return { areas: [], shop: null };
	switch (who.role) {
		case 'staff':
			return { areas: null, shop: null };
		case 'marketer':
			return { areas: who.areas, shop: null };
		case 'seller':
			return { areas: [], shop: who.shop };
		default:
			return unreachable(who.role);
	}
}

/** The visits that a person's phone follows unasked: a marketer's, of each of their provinces, whatever else it carries. */
export const visitsFollowed = ({ role, areas }: Pick<Principal, 'role' | 'areas'>): string[] =>
	role === 'marketer' ? areas.map(visitsOf) : [];

/** Orders are seen by the people of the shop alone: not by the marketers of the province, nor by staff. */
export function sees(sight: Sight, space: SpaceFacts): boolean {
	if (sight.shop !== null && space.shop === sight.shop) return true;
	return !isOrders(space.id) && seesArea(sight, space.area);
}

/** Whether the catalogues of a province are seen. */
export const seesArea = ({ areas }: Sight, area: string): boolean => areas === null || areas.includes(area);

/** Every action, and what it is done to. */
export interface Things {
	/** What is in a space: news, earlier values, pictures. */
	readonly read: SpaceFacts;
	/** A record of this kind in a space. */
	readonly write: { readonly space: SpaceFacts; readonly kind: string };
	/** Telling a shop what the office asks of it, or taking that back. */
	readonly comment: SpaceFacts;
	/** Making one of two makers of it, undoing that, and saying that they are two. */
	readonly merge: SpaceFacts;
	/** Bringing a shop, or a product of it, to the storefront, by whoever may write it. */
	readonly publish: { readonly space: SpaceFacts; readonly consent: ConsentStanding };
	/** What somebody else made on another phone (a rescue file). */
	readonly carry: { readonly space: SpaceFacts; readonly kind: string; readonly maker: Principal };
	/** A space that does not exist yet. */
	readonly found: SpaceFacts;
	/** The pages of the office. */
	readonly 'open-desk': null;
	/** People of this role, in the provinces that are visible. */
	readonly 'list-people': Role;
	/** What concerns the office as a whole: how many work there, every open invitation. */
	readonly 'see-office': null;
	/** All that is kept of a buyer, wherever it is: counted, never shown. */
	readonly 'erase-buyer': null;
	/** A file of what is on record of one person, for that person. */
	readonly 'export-data': null;
	/** `shopArea` is the province the invitee's shop lies in; null where no such shop is known. */
	readonly invite: { readonly invitee: Invitee; readonly shopArea: string | null };
	/** All access of a person, or one device of theirs. */
	readonly revoke: Principal;
	/** A further phone for a person who joined before, as that person. */
	readonly renew: Principal;
	/** An invitation and what it made. `person` is '' where it is for somebody who has not joined. */
	readonly 'take-back': { readonly inviter: string | null; readonly invitee: Principal };
}

export type Action = keyof Things;

/** Whether a person may do this to that. Nobody (null) may do nothing. */
export function can<A extends Action>(who: Principal | null, action: A, thing: Things[A]): boolean {
	return who !== null && DECIDED[action](who, thing);
}

const DECIDED: { readonly [A in Action]: (who: Principal, thing: Things[A]) => boolean } = {
	read: mayRead,
	write: (who, { space, kind }) => mayWrite(who, space, kind),
	comment: mayAdvise,
	merge: mayAdvise,
	publish: mayPublish,
	carry: (who, { space, kind, maker }) => mayRead(who, space) && mayWrite(maker, space, kind),
	found: mayFound,
	'open-desk': ({ role }) => role !== 'seller',
	'list-people': ({ role }, listed) => role === 'staff' || (role === 'marketer' && listed === 'seller'),
	'see-office': ({ role }) => role === 'staff',
	'erase-buyer': ({ role }) => role === 'staff',
	'export-data': ({ role }) => role === 'staff',
	invite: (who, { invitee, shopArea }) => mayInvite(who, invitee, shopArea),
	revoke: mayRevoke,
	renew: (who, other) => who.person === other.person || (who.role !== 'seller' && mayRevoke(who, other)),
	'take-back': (who, { inviter, invitee }) => inviter === who.person || mayRevoke(who, invitee),
};

function mayRead(who: Principal, space: SpaceFacts): boolean {
	return sees(visible(who), space);
}

/** A space that is nobody's shop's is a province's visits, begun by who makes them. */
function mayFound(who: Principal, space: SpaceFacts): boolean {
	if (who.role === 'staff' || !mayRead(who, space)) return false;
	return space.shop !== null || (who.role === 'marketer' && isVisits(space.id));
}

/** Where what lies; kinds of a newer app are carried anywhere. */
type Home = 'catalogue' | 'orders' | 'visits';
const HOMES: Readonly<Record<string, readonly Home[]>> = {
	shop: ['catalogue'],
	product: ['catalogue'],
	story: ['catalogue'],
	comment: ['catalogue'],
	apart: ['catalogue'],
	photo: ['catalogue', 'visits'],
	order: ['orders'],
	visit: ['visits'],
};
const homeOf = (space: string): Home =>
	isOrders(space) ? 'orders' : isVisits(space) ? 'visits' : 'catalogue';

/**
 * Writing needs reading; staff look after the programme, and edit no shop's goods and nobody's visits; `maker` records come
 * from imports alone, and a question is opened and closed by the merge. An order lies where nobody else sees it, or nowhere.
 */
function mayWrite(who: Principal, space: SpaceFacts, kind: string): boolean {
	if (kind === 'maker' || kind === 'question' || who.role === 'staff') return false;
	const isAtHome = HOMES[kind]?.includes(homeOf(space.id)) ?? true;
	return isAtHome && mayRead(who, space);
}

/** What the office does beside a shop's own people: whoever of it sees the catalogue, and no seller. */
function mayAdvise(who: Principal, space: SpaceFacts): boolean {
	return who.role !== 'seller' && homeOf(space.id) === 'catalogue' && mayRead(who, space);
}

/**
 * Opening the own shop is agreeing to it; anybody else needs the owner's consent on record. What the owner has withdrawn
 * nobody opens before it is given anew.
 */
function mayPublish(who: Principal, { space, consent }: Things['publish']): boolean {
	if (consent === 'none') return who.role === 'seller' && who.shop !== null && who.shop === space.shop;
	return consent === 'given';
}

/**
 * Staff invite anybody; a marketer invites sellers of their areas; a seller invites a further phone or a helper for
 * the same shop.
 */
function mayInvite(who: Principal, invitee: Invitee, shopArea: string | null): boolean {
	if (who.role === 'staff') return true;
	if (invitee.role !== 'seller') return false;
	if (who.role === 'seller') return invitee.shop !== null && invitee.shop === who.shop;
	const areas = invitee.shop === null ? invitee.areas : shopArea === null ? [] : [shopArea];
	return areas.length > 0 && areas.every((area) => who.areas.includes(area));
}

/** What one may invite one may also revoke, and anybody may put an own phone out of use. */
function mayRevoke(who: Principal, other: Principal): boolean {
	if (who.person === other.person || who.role === 'staff') return true;
	if (other.role !== 'seller') return false;
	if (who.role === 'seller') return who.shop !== null && other.shop === who.shop;
	return other.areas.length > 0 && other.areas.every((area) => who.areas.includes(area));
}
