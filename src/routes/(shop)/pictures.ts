/** What a page needs to show a picture at its right size. Pure. */
import { blurred } from '$lib/ui/blur.ts';

/** A picture as the database knows it. */
export interface Photo {
	readonly thumb: string | null;
	readonly full: string | null;
	readonly type: string;
	readonly variants: readonly { readonly width: number; readonly format: string }[];
	readonly blur: string;
	readonly width: number;
	readonly height: number;
}

export interface PictureSource {
	readonly type: string;
	readonly srcset: string;
}

export interface Picture {
	/** For a browser that knows none of the sources; null while no file is here. */
	readonly src: string | null;
	/** The best first. */
	readonly sources: readonly PictureSource[];
	/** Pixels of the whole picture, for its place on the page. */
	readonly width: number;
	readonly height: number;
	/** A data URL of a few pixels, behind the picture until it is there. */
	readonly blur: string | undefined;
}

/**
 * How wide a picture stands on its page, for `sizes`: the layout's own sums, in CSS pixels. Browsers take the next larger
 * file for a single pixel that is missing, so where a file nearly fits, it is said to.
 */
export const SIZES = {
	/**
	 * A card among cards, in columns. On a phone it is 158 px wide and more: it is said to be 106, so that phones of three
	 * pixels a point are given 320 too. A list on a thin line never fetches three times the bytes for a sharper card.
	 */
	card: '(min-width: 800px) 245px, (min-width: 500px) 160px, 106px',
	/** The photos of a product: side by side, the edge of the next one in sight. */
	photos: '(min-width: 800px) min(508px, calc(50vw - 32px)), calc(88vw - 28px)',
	/** One alone; 328 px on a phone of 360. */
	photo: '(min-width: 800px) min(508px, calc(50vw - 32px)), calc(100vw - 40px)',
	face: '106px',
	small: '72px',
} as const;

/** The most pixels across that a picture of this use can do with: on a phone of three pixels a point, say. */
const MOST = { card: 640, photos: 1_280, photo: 1_280, face: 640, small: 320 } as const;

const TYPES = [
	['avif', 'image/avif'],
	['webp', 'image/webp'],
] as const;

export const photoAddress = (hash: string): string => `/photos/${hash}`;

/** Null where there is nothing to show, not even a blurred picture. */
export function pictureOf(photo: Photo | null, use: keyof typeof SIZES): Picture | null {
	if (!photo) return null;
	const blur = blurred(photo.blur);
	const src = fallback(photo, use);
	if (src === null && blur === undefined) return null;
	return { src, sources: sourcesOf(photo, use), width: photo.width, height: photo.height, blur };
}

/** A list on a thin line is given the small picture while there are no variants, a page of its own the large one. */
function fallback({ thumb, full, variants }: Photo, use: keyof typeof SIZES): string | null {
	const jpegs = full === null ? [] : variants.filter(({ format }) => format === 'jpg');
	const wanted = use === 'photo' || use === 'photos' ? 640 : 320;
	const jpeg = jpegs.findLast(({ width }) => width <= wanted);
	if (full !== null && jpeg) return `${photoAddress(full)}/${jpeg.width}.jpg`;
	const hash = use === 'photo' || use === 'photos' ? (full ?? thumb) : (thumb ?? full);
	return hash === null ? null : photoAddress(hash);
}

/**
 * A format is offered with every size or not at all: a browser that takes the first it knows would be left with a
 * picture too small. A size that is not made was no smaller than the picture as it arrived, which then stands for it.
 */
function sourcesOf({ full, type, variants, width: pixels }: Photo, use: keyof typeof SIZES): PictureSource[] {
	if (full === null) return [];
	const all = variants.filter(({ width, format }) => format === 'jpg' && width <= MOST[use]);
	return TYPES.flatMap(([format, mime]): PictureSource[] => {
		const made = variants.filter((one) => one.format === format && one.width <= MOST[use]);
		if (made.length === 0) return [];
		const entries = made.map(({ width }) => {
			return `${photoAddress(full)}/${width}.${format} ${Math.min(width, pixels)}w`;
		});
		if (made.length < all.length) {
			if (type !== mime) return [];
			entries.push(`${photoAddress(full)} ${pixels}w`);
		}
		return [{ type: mime, srcset: entries.join(', ') }];
	});
}

/** The address that any program opens, such as a chat app's preview; null while no file is here. */
export function previewOf(photo: Photo | null): string | null {
	if (!photo) return null;
	const jpeg = photo.variants.findLast(({ format }) => format === 'jpg');
	if (photo.full !== null && jpeg) return `${photoAddress(photo.full)}/${jpeg.width}.jpg`;
	const hash = photo.full ?? photo.thumb;
	return hash === null ? null : photoAddress(hash);
}

/** Cards on the first screen. */
export const FIRST_SCREEN = 4;

/** Which of a list's pictures its page is waited for: the first on the first screen whose file is here; -1: none. */
export function leading(cards: readonly { readonly picture: Picture | null }[]): number {
	return cards.slice(0, FIRST_SCREEN).findIndex(({ picture }) => picture !== null && picture.src !== null);
}
