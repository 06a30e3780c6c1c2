import { compare, type Part } from '../pages.ts';
import type { SectionPart } from './commit.ts';

/**
 * True when a part of an answer goes on from where this device stands in its space: from where it was asked, or from
 * what it has of the same number since, if it brings more than that.
 */
export function goesOn(
	here: Part | null | undefined,
	asked: Omit<Part, 'from'> | null | undefined,
	section: SectionPart,
): boolean {
	if (!here) return !asked;
	if (asked && asked.at === here.at && compare(asked.position, here.position) === 0) return true;
	if (here.at !== section.cursor) return false;
	return section.done || !section.position || compare(section.position, here.position) > 0;
}

/** Where the device stands once this section, which is not its space's last, is stored whole. */
export function partAfter(before: Part | null | undefined, { cursor, position }: SectionPart): Part | null {
	const far = before && position && compare(before.position, position) > 0 ? before.position : position;
	return far ? { from: before?.from ?? cursor, at: cursor, position: far } : (before ?? null);
}
