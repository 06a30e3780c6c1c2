/** Chrome's own question, kept until the person asks for it. https://developer.mozilla.org/docs/Web/API/BeforeInstallPromptEvent */
interface InstallPrompt extends Event {
	prompt(): Promise<{ outcome: 'accepted' | 'dismissed' }>;
}

let prompt = $state.raw<InstallPrompt | null>(null);
let installed = $state(false);

// The event comes once, soon after loading: whoever shows the button may not be there yet.
if (typeof window !== 'undefined') {
	addEventListener('beforeinstallprompt', (event) => {
		event.preventDefault();
		prompt = event as InstallPrompt;
	});
	addEventListener('appinstalled', () => {
		installed = true;
		prompt = null;
	});
}

/**
 * `opened`: it runs from the home screen; `can`: the browser would install it on a tap; `installed`: just done;
 * `by-menu`: the browser does not ask, its menu may.
 */
export function installState(): 'opened' | 'can' | 'installed' | 'by-menu' {
	if (matchMedia('(display-mode: standalone)').matches) return 'opened';
	if (installed) return 'installed';
	return prompt ? 'can' : 'by-menu';
}

/** Shows the browser's question; it may be asked once. */
export async function askToInstall(): Promise<void> {
	const asked = prompt;
	prompt = null;
	await asked?.prompt();
}
