/**
 * Who may see and change what. This is the one place that decides; the server looks up the facts
 * (a person's areas, a space's area and shop) and asks here.
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

export function mayRead(who: Principal, space: SpaceFacts): boolean {
	if (who.role === 'staff') return true;
	if (who.role === 'marketer') return who.areas.includes(space.area);
	return who.shop !== null && space.shop === who.shop;
}

/**
 * Writing needs reading; staff look after the programme and edit no shop's goods; `maker` records come from imports
 * alone, and a question is opened and closed by the merge.
 */
export function mayWrite(who: Principal, space: SpaceFacts, kind: string): boolean {
	if (kind === 'maker' || kind === 'question' || who.role === 'staff') return false;
	return mayRead(who, space);
}

/**
 * Bringing what somebody else made on another phone (a rescue file): whoever may see the space may bring what its maker
 * may do there. Staff, who edit no shop's goods, so take in what a seller's broken phone had left.
 */
export function mayCarry(carrier: Principal, maker: Principal, space: SpaceFacts, kind: string): boolean {
	return mayRead(carrier, space) && mayWrite(maker, space, kind);
}

/** A space that does not exist yet: a seller makes the one of their own shop, a marketer one in an area of theirs. */
export function mayFound(who: Principal, space: SpaceFacts): boolean {
	return space.shop !== null && who.role !== 'staff' && mayRead(who, space);
}

/** The desk: staff for the country, a marketer for their provinces. */
export function mayOpenDesk(who: Principal): boolean {
	return who.role !== 'seller';
}

/**
 * Staff invite anybody; a marketer invites sellers of their areas; a seller invites a further phone or a helper for
 * the same shop. `shopArea` is the province the invitee's shop lies in; null where no such shop is known.
 */
export function mayInvite(who: Principal, invitee: Invitee, shopArea: string | null): boolean {
	if (who.role === 'staff') return true;
	if (invitee.role !== 'seller') return false;
	if (who.role === 'seller') return invitee.shop !== null && invitee.shop === who.shop;
	const areas = invitee.shop === null ? invitee.areas : shopArea === null ? [] : [shopArea];
	return areas.length > 0 && areas.every((area) => who.areas.includes(area));
}

/** Whose access may be ended: what one may invite one may also revoke, and anybody may put an own phone out of use. */
export function mayRevoke(who: Principal, other: Principal): boolean {
	if (who.person === other.person || who.role === 'staff') return true;
	if (other.role !== 'seller') return false;
	if (who.role === 'seller') return who.shop !== null && other.shop === who.shop;
	return other.areas.length > 0 && other.areas.every((area) => who.areas.includes(area));
}
