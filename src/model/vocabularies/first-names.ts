import { listWords } from './list-words.ts';

/**
 * First names of many cultures in Latin letters. The order is not a statistic. The words and their order decide the bytes of every model
 * that uses them; a release that changes them says so.
 */
export const firstNames = listWords(`
Maria, Mohammed, Anna, Wei, Sofia, José, Fatima, James, Yuki, Olivia, Ahmed, Emma, Juan, Aisha, Liam, Priya, Lucas, Mei, Noah, Chloé
Amina, Daniel, Ingrid, Carlos, Leila, Hiroshi, Elena, Kwame, Julia, Arjun, Zoë, Mateo, Nadia, Thomas, Yara, Andrei, Ana, Chidi, Laura, Ivan
Sakura, Peter, Zainab, Miguel, Hannah, Rahul, Clara, Omar, Lucía, Jan, Thandiwe, David, Eva, Minh, Isabel, Björn, Nia, Paulo, Katarina, Ali
Grace, Kenji, Marta, Samuel, Ayşe, Luca, Ngozi, Henrik, Valentina, Sanjay, Alice, Emeka, Zofia, Diego, Hana, Mehmet, Camila, Ravi, Agnes, Tariq
Beatriz, Lars, Rania, Joseph, Amara, Nikolai, Giulia, Hassan, Lena, Kofi, Eleni, Pablo, Anjali, Erik, Salma, Pedro, Nora, Takumi, Adaeze, Stefan
Mariana, Youssef, Astrid, Vikram, Renata, Sean, Thu, Abel, Irina, Rafael, Mina, Oskar, Zara, Bruno, Linh, Antonio, Freya, Idris, Paula, Sven
Gabriela, Haruto, Nomvula, Michael, Élise, Jorge, Soraya, Piotr, Lakshmi, Hugo, Miriam, Tunde, Silvia, Anders, Jasmine, Felipe, Noor, George, Tatiana, Kamal
Alejandra, Dmitri, Sara, Jamal, Bianca, Finn, Lerato, Francisco, Helena, Rohan, Monika, Tobias, Wanjiru, Marco, Aylin, Søren, Divya, Edgar, Vera, Karim
Teresa, Jun, Rosa, Viktor, Ama, Simon, Nadine, Ibrahim, Catarina, Matthias, Neha, Baptiste, Mwende, Álvaro, Signe, Rashid, Livia, Ondřej, Kiran, Margaux
Fernanda, Pavel, Malika, Jakob, Xiu, Sergio, Dalia, Mikael, Sunita, Rubén, Elif, Adrian, Chiara, Babajide, Saoirse, Emre, Vivian, Kaito, Magda, Esteban
Raquel, Zoltán, Imani, Walter, Sigrid, Farid, Lien, Tomáš, Ada, Manuel, Shira, Gustavo, Petra, Naveen, Oluwaseun, Colette, Janek, Halima, Nuno, Mira
`);
