import type { Place } from '$lib/domain/shop';

/** Opens whatever map the phone has, with no connection too; the name stands at the point. */
export const shopPlace = ({ lat, lng }: Place, name: string): string =>
	`geo:${lat},${lng}?q=${lat},${lng}(${encodeURIComponent(name)})`;
