import type { RecordRow, UploadRow } from '../store/database.ts';
import { hasUnsent, shown } from '../../sync/device/held.ts';

/** What a round does with the uploads: which to forget, and which to send in this order. The rest waits. */
export interface Plan {
	readonly drop: readonly UploadRow[];
	readonly send: readonly UploadRow[];
}

/**
 * A file goes only when its record is at the server, since nobody could say what it shows. Thumbnails first (they make
 * a list whole), the newest product first, the cover before the others. `recordOf` answers undefined where the record
 * is gone for good; where a file was carried for another phone, its record may never have been here. `isHeldUp`: a change
 * of that record which was carried along is not at the server. `mayGo`: the line and the person's rule let it. `isLetGo`:
 * this phone carries the space no more. Its records left when the server had them all, and their files go after them.
 */
export function plan(
	uploads: readonly UploadRow[],
	recordOf: (photo: string) => RecordRow | undefined,
	isHeldUp: (photo: string) => boolean = () => false,
	mayGo: (upload: UploadRow) => boolean = () => true,
	isLetGo: (space: string) => boolean = () => false,
): Plan {
	const isElsewhere = ({ carried, space }: UploadRow) => carried === true || isLetGo(space);
	const gone = (upload: UploadRow) => !isElsewhere(upload) && recordOf(upload.photo) === undefined;
	const ready = uploads.filter((upload) => {
		const record = recordOf(upload.photo);
		if (upload.refused !== null || !mayGo(upload) || (upload.carried && isHeldUp(upload.photo))) return false;
		return record === undefined ? isElsewhere(upload) : !hasUnsent(record);
	});
	const ranked = ready.map((upload) => ({ upload, ...rankOf(recordOf(upload.photo)) }));
	ranked.sort((a, b) => {
		if (a.upload.size !== b.upload.size) return a.upload.size === 'thumb' ? -1 : 1;
		if (a.owner !== b.owner) return a.owner > b.owner ? -1 : 1;
		return a.order < b.order ? -1 : 1;
	});
	return { drop: uploads.filter(gone), send: ranked.map(({ upload }) => upload) };
}

/** Keys begin with the time they were made, so the larger is the newer. */
export function rankOf(record: RecordRow | undefined): { owner: string; order: string } {
	const fields = record ? shown(record) : {};
	const [, owner = ''] = String(fields['of'] ?? '').split('/');
	return { owner, order: String(fields['order'] ?? '') };
}
