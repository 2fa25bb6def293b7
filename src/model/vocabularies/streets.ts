import { listWords } from './list-words.ts';

/** Names of streets in several languages, without house numbers. The words and their order decide the bytes of every model that uses them. */
export const streets = listWords(`
Main Street, Church Road, Hauptstraße, Rue de la Paix, Calle Mayor, Via Roma, Rua Augusta, Station Road, High Street, Bahnhofstraße, Avenue des Tilleuls, Park Avenue
Calle del Sol, Via Garibaldi, Rua das Flores, Kerkstraat, Storgatan, Kirkegata, Ulica Długa, Dorfstraße, Rue du Moulin, Oak Lane, Mill Lane, Gartenstraße
Schulstraße, Plaza de España, Via Dante, Avenida Central, Dorpsstraat, Drottninggatan, Strandvejen, Ulica Polna, Lindenallee, Rue des Écoles, Elm Street, Maple Avenue
Cedar Road, Bergstraße, Calle Real, Corso Italia, Rua do Sol, Molenweg, Kungsgatan, Nørregade, Ulica Leśna, Ringstraße, Rue Victor Hugo, Victoria Road
Queen Street, King Street, Mozartstraße, Paseo del Prado, Via Verdi, Rua da Praia, Schoolstraat, Vasagatan, Vestergade, Ulica Szkolna, Goethestraße, Boulevard Voltaire
Bridge Street, River Road, Waldweg, Calle de la Luna, Via Mazzini, Travessa do Norte, Nieuwstraat, Skolgatan, Algade, Ulica Ogrodowa, Am Markt, Quai du Port
Harbour Street, Market Square, Wiesenweg, Avenida de la Paz, Viale Europa, Rua Nova, Stationsweg, Hamngatan, Havnegade, Ulica Krótka, Blumenweg, Rue de la Gare
Hill Road, Garden Lane, Birkenweg, Calle San Juan, Via Nazionale, Rua Direita, Parklaan, Björkvägen, Skovvej, Ulica Lipowa, Rosenstraße, Rue Saint-Martin
Orchard Road, Nanjing Road, Nehru Road, Gandhi Road, Jalan Merdeka, Jalan Sudirman, Sukhumvit Road, Chuo Dori, Sakura Dori, Itewon Road, Nguyen Hue, Le Loi
Tahrir Street, Hamra Street, Moi Avenue, Kenyatta Avenue, Awolowo Road, Broad Street, Independence Avenue, Liberation Road, Nelson Mandela Drive, Long Street, Marina Road, Atatürk Caddesi
İstiklal Caddesi, Cumhuriyet Caddesi, Bağdat Caddesi, Dizengoff Street, Herzl Street, Avenida Reforma, Avenida Insurgentes, Avenida Paulista, Avenida Corrientes, Calle Florida, Carrera Séptima, Jirón de la Unión
`);
