import { listWords } from './list-words.ts';

/** Cities of all continents by their English names. The words and their order decide the bytes of every model that uses them. */
export const cities = listWords(`
Tokyo, Delhi, Shanghai, São Paulo, Mexico City, Cairo, Mumbai, Beijing, Dhaka, Osaka, New York, Karachi, Buenos Aires, Istanbul, Kolkata, Lagos
Kinshasa, Manila, Rio de Janeiro, Guangzhou, Los Angeles, Moscow, Shenzhen, Lahore, Bengaluru, Paris, Bogotá, Jakarta, Chennai, Lima, Bangkok, Seoul
Hyderabad, London, Tehran, Chicago, Chengdu, Ho Chi Minh City, Luanda, Ahmedabad, Kuala Lumpur, Hong Kong, Riyadh, Baghdad, Santiago, Surat, Madrid, Pune
Toronto, Belo Horizonte, Singapore, Philadelphia, Atlanta, Fukuoka, Khartoum, Barcelona, Johannesburg, Saint Petersburg, Dar es Salaam, Abidjan, Guadalajara, Yangon
Alexandria, Ankara, Melbourne, Sydney, Nairobi, Cape Town, Casablanca, Accra, Addis Ababa, Berlin, Rome, Montreal, Monterrey, Kabul, Houston, Dallas
Hanoi, Taipei, Brasília, Medellín, Kampala, Algiers, Dakar, Kyiv, Milan, Vienna, Hamburg, Warsaw, Budapest, Bucharest, Munich, Prague
Stockholm, Copenhagen, Oslo, Helsinki, Dublin, Lisbon, Porto, Athens, Brussels, Amsterdam, Rotterdam, Zürich, Geneva, Lyon, Marseille, Valencia
Seville, Naples, Turin, Florence, Kraków, Gdańsk, Wrocław, Brno, Bratislava, Ljubljana, Zagreb, Belgrade, Sarajevo, Skopje, Sofia, Tirana
Vilnius, Riga, Tallinn, Minsk, Tbilisi, Yerevan, Baku, Tashkent, Almaty, Ulaanbaatar, Busan, Nagoya, Sapporo, Kyoto, Kobe, Taichung
Cebu, Davao, Surabaya, Bandung, Phnom Penh, Vientiane, Kathmandu, Colombo, Jaipur, Kochi, Doha, Dubai, Abu Dhabi, Muscat, Kuwait City, Amman
Beirut, Jerusalem, Tel Aviv, Tunis, Tripoli, Rabat, Bamako, Conakry, Lomé, Cotonou, Kano, Ibadan, Douala, Libreville, Lusaka, Harare
Maputo, Windhoek, Gaborone, Durban, Antananarivo, Port Louis, Kigali, Mombasa, Zanzibar, Djibouti, Boston, Seattle, San Francisco, San Diego, Denver, Phoenix
Miami, Austin, Detroit, Minneapolis, Portland, New Orleans, Vancouver, Calgary, Ottawa, Québec, Halifax, Winnipeg, Havana, Kingston, San Juan, Santo Domingo
Guatemala City, San Salvador, Managua, San José, Panama City, Caracas, Quito, Guayaquil, La Paz, Cusco, Arequipa, Asunción, Montevideo, Rosario, Córdoba, Mendoza
Valparaíso, Recife, Salvador, Fortaleza, Curitiba, Porto Alegre, Manaus, Brisbane, Perth, Adelaide, Hobart, Auckland, Wellington, Christchurch, Suva, Reykjavík
`);
