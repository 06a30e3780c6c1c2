/**
 * Gives a file to the phone's share sheet where it takes such files, else saves it among the downloads. `closed`: the person
 * thought better of it, or the tap that asked for it is too long ago for the browser: it takes another.
 */
export async function handOver(file: File): Promise<'shared' | 'saved' | 'closed'> {
	if (!mayShare(file)) return save(file);
	try {
		await navigator.share({ files: [file] });
		return 'shared';
	} catch (error) {
		const isClosed = error instanceof DOMException && ['AbortError', 'NotAllowedError'].includes(error.name);
		return isClosed ? 'closed' : save(file);
	}
}

export function mayShare(file: File): boolean {
	const { share, canShare } = navigator as { share?: unknown; canShare?: Navigator['canShare'] };
	return share !== undefined && canShare !== undefined && navigator.canShare({ files: [file] });
}

/** A download may begin long after it was asked for: its address lives as long as the page may need it, milliseconds. */
const ADDRESS_LIFE = 5 * 60_000;

export function save(file: File): 'saved' {
	const link = document.createElement('a');
	link.href = URL.createObjectURL(file);
	link.download = file.name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(link.href), ADDRESS_LIFE);
	return 'saved';
}
