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

export type Invitee = {
	readonly role: Role;
	readonly areas: readonly string[];
	readonly shop: string | null;
};

/** The catalogue space of a shop, by the shop's key. */
export const catalogueOf = (shop: string): string => `c.${shop}`;

/** The shop a catalogue space belongs to; null for other spaces. */
export const shopOfSpace = (space: string): string | null => (space.startsWith('c.') ? space.slice(2) : null);

export function mayRead(who: Principal, space: SpaceFacts): boolean {
	if (who.role === 'staff') return true;
	if (who.role === 'marketer') return who.areas.includes(space.area);
	return who.shop !== null && space.shop === who.shop;
}

/** Writing needs reading; staff look after the programme and edit no shop's goods; `maker` records come from imports alone. */
export function mayWrite(who: Principal, space: SpaceFacts, kind: string): boolean {
	if (kind === 'maker' || kind === 'question') return false;
	return mayRead(who, space);
}

/** A space that does not exist yet: a seller makes the one of their own shop, a marketer one in an area of theirs. */
export function mayFound(who: Principal, space: SpaceFacts): boolean {
	return space.shop !== null && mayRead(who, space);
}

/** Staff invite anybody; a marketer invites sellers of their areas; a seller invites a further phone or helper for the same shop. */
export function mayInvite(who: Principal, invitee: Invitee, shopArea: string | null): boolean {
	if (who.role === 'staff') return true;
	if (invitee.role !== 'seller' || invitee.shop === null) {
		return (
			who.role === 'marketer' &&
			invitee.role === 'seller' &&
			invitee.areas.every((area) => who.areas.includes(area))
		);
	}
	if (who.role === 'marketer') return shopArea !== null && who.areas.includes(shopArea);
	return invitee.shop === who.shop;
}
