import { isVisits } from '../../domain/access.ts';
import type { Tx } from '../store/port.ts';
import { bytesOfSpaces } from '../store/queries/photo-files.ts';

/**
 * The most bytes of pictures, as they arrived, that one shop's records may name. A large shop has 200 products of six
 * photos at 165 kB in both sizes: 198 MB. Past that something else fills the disk, which all shops share.
 */
export const SHOP_QUOTA = 250_000_000;

/**
 * The same for all visits of a province: three marketers who take three pictures of each of five visits a day bring 7 MB a
 * day, and so work for two years.
 */
export const VISITS_QUOTA = 5_000_000_000;

/** Whether so many more bytes under this hash would take a shop past its quota. A file that no record names is no shop's. */
export async function isPastQuota(tx: Tx, hash: string, bytes: number, quota = SHOP_QUOTA): Promise<boolean> {
	const held = await bytesOfSpaces(tx, hash);
	return [...held].some(([space, its]) => its + bytes > (isVisits(space) ? VISITS_QUOTA : quota));
}
