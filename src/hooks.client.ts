import { currentAccount, databaseName } from '$lib/client/accounts';
import { warm } from '$lib/client/store/warm';

if (location.pathname.startsWith('/sell')) {
	const account = currentAccount();
	if (account?.shop) warm(databaseName(account));
}
