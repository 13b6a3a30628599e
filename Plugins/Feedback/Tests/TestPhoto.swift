import Foundation

/// A photo as people send it.
enum TestPhoto {
    /// A PNG of 64 by 48 pixels with a comment, as cameras write where a photo was taken.
    static let png = Array(Data(base64Encoded: base64) ?? Data())

    static let note = "GPSNOTES"

    private static let base64 = """
        iVBORw0KGgoAAAANSUhEUgAAAEAAAAAwCAIAAAAuKetIAAAAEHRFWHRDb21tZW50AEdQU05PVEVT/UjobQAAGHhJREFUeNoNzzFL\
        MgEAgGGHhBBBhxsURAIbblAQCWy4QSFEsOGGhJBAhxsURAIdbkh4EcGGGxJCAhtuSAgRbLhBISTQ4QYFEUGHGxJCAhsaGhwcvu/5\
        B4/NZuPIxrENpw23DcGGx4bPxomNUxuijaCNsI0zG+c2JBsxGxc2kjYubcg2rmxc27ixkbOh2MjbKNq4tVGxodq4s4GNuo17G5qN\
        BxuPNp5sPNvQbbzYeLXRs/Fmw7AxsPFu48PGxIZpY2pjbmNpY23DsvFp48vGt40fG782/mzsbRxs2Gx2juwc23HacdsR7Hjs+Oyc\
        2Dm1I9oJ2gnbObNzbkeyE7NzYSdp59KObOfKzrWdGzs5O4qdvJ2inVs7FTuqnTs72Knbubej2Xmw82jnyc6zHd3Oi51XOz07b3YM\
        OwM773Y+7EzsmHamduZ2lnbWdiw7n3a+7Hzb+bHza+fPzt7Owf4/4ODIwbEDpwO3A8GBx4HPwYmDUweig6CDsIMzB+cOJAcxBxcO\
        kg4uHcgOrhxcO7hxkHOgOMg7KDq4dVBxoDq4c4CDuoN7B5qDBwePDp4cPDvQHbw4eHXQc/DmwHAwcPDu4MPBxIHpYOpg7mDpYO3A\
        cvDp4MvBt4MfB78O/hzsHRwc/wMujlwcu3C6cLsQXHhc+FycuDh1IboIugi7OHNx7kJyEXNx4SLp4tKF7OLKxbWLGxc5F4qLvIui\
        i1sXFReqizsXuKi7uHehuXhw8ejiycWzC93Fi4tXFz0Xby4MFwMX7y4+XExcmC6mLuYuli7WLiwXny6+XHy7+HHx6+LPxd7FwfU/\
        IHAkcCzgFHALCAIeAZ/AicCpgCgQFAgLnAmcC0gCMYELgaTApYAscCVwLXAjkBNQBPICRYFbgYqAKnAngEBd4F5AE3gQeBR4EngW\
        0AVeBF4FegJvAobAQOBd4ENgImAKTAXmAkuBtYAl8CnwJfAt8CPwK/AnsBc4CP8DXo68HHtxenF7Ebx4vPi8nHg59SJ6CXoJeznz\
        cu5F8hLzcuEl6eXSi+zlysu1lxsvOS+Kl7yXopdbLxUvqpc7L3ipe7n3onl58PLo5cnLsxfdy4uXVy89L29eDC8DL+9ePrxMvJhe\
        pl7mXpZe1l4sL59evrx8e/nx8uvlz8vey8H7P+DnyM+xH6cftx/Bj8ePz8+Jn1M/op+gn7CfMz/nfiQ/MT8XfpJ+Lv3Ifq78XPu5\
        8ZPzo/jJ+yn6ufVT8aP6ufODn7qfez+anwc/j36e/Dz70f28+Hn10/Pz5sfwM/Dz7ufDz8SP6WfqZ+5n6Wftx/Lz6efLz7efHz+/\
        fv787P0c/P8DAY4CHAdwBnAHEAJ4AvgCnAQ4DSAGCAYIBzgLcB5AChALcBEgGeAygBzgKsB1gJsAuQBKgHyAYoDbAJUAaoC7AASo\
        B7gPoAV4CPAY4CnAcwA9wEuA1wC9AG8BjACDAO8BPgJMApgBpgHmAZYB1gGsAJ8BvgJ8B/gJ8BvgL8A+wCHwPyByJHIs4hRxiwgi\
        HhGfyInIqYgoEhQJi5yJnItIIjGRC5GkyKWILHIlci1yI5ITUUTyIkWRW5GKiCpyJ4JIXeReRBN5EHkUeRJ5FtFFXkReRXoibyKG\
        yEDkXeRDZCJiikxF5iJLkbWIJfIp8iXyLfIj8ivyJ7IXOYj/AyGOQhyHcIZwhxBCeEL4QpyEOA0hhgiGCIc4C3EeQgoRC3ERIhni\
        MoQc4irEdYibELkQSoh8iGKI2xCVEGqIuxCEqIe4D6GFeAjxGOIpxHMIPcRLiNcQvRBvIYwQgxDvIT5CTEKYIaYh5iGWIdYhrBCf\
        Ib5CfIf4CfEb4i/EPsQh9D8Q4SjCcQRnBHcEIYIngi/CSYTTCGKEYIRwhLMI5xGkCLEIFxGSES4jyBGuIlxHuImQi6BEyEcoRriN\
        UImgRriLQIR6hPsIWoSHCI8RniI8R9AjvER4jdCL8BbBiDCI8B7hI8IkghlhGmEeYRlhHcGK8BnhK8J3hJ8IvxH+IuwjHCL/A1GO\
        ohxHcUZxRxGieKL4opxEOY0iRglGCUc5i3IeRYoSi3IRJRnlMooc5SrKdZSbKLkoSpR8lGKU2yiVKGqUuyhEqUe5j6JFeYjyGOUp\
        ynMUPcpLlNcovShvUYwogyjvUT6iTKKYUaZR5lGWUdZRrCifUb6ifEf5ifIb5S/KPsoh+j8gcSRxLOGUcEsIEh4Jn8SJxKmEKBGU\
        CEucSZxLSBIxiQuJpMSlhCxxJXEtcSORk1Ak8hJFiVuJioQqcSeBRF3iXkKTeJB4lHiSeJbQJV4kXiV6Em8ShsRA4l3iQ2IiYUpM\
        JeYSS4m1hCXxKfEl8S3xI/Er8SexlzhI/wNxjuIcx3HGcccR4nji+OKcxDmNI8YJxgnHOYtzHkeKE4tzEScZ5zKOHOcqznWcmzi5\
        OEqcfJxinNs4lThqnLs4xKnHuY+jxXmI8xjnKc5zHD3OS5zXOL04b3GMOIM473E+4kzimHGmceZxlnHWcaw4n3G+4nzH+YnzG+cv\
        zj7OIf4/kOAowXECZwJ3AiGBJ4EvwUmC0wRigmCCcIKzBOcJpASxBBcJkgkuE8gJrhJcJ7hJkEugJMgnKCa4TVBJoCa4S0CCeoL7\
        BFqChwSPCZ4SPCfQE7wkeE3QS/CWwEgwSPCe4CPBJIGZYJpgnmCZYJ3ASvCZ4CvBd4KfBL8J/hLsExwS/wMpjlIcp3CmcKcQUnhS\
        +FKcpDhNIaYIpginOEtxnkJKEUtxkSKZ4jKFnOIqxXWKmxS5FEqKfIpiitsUlRRqirsUpKinuE+hpXhI8ZjiKcVzCj3FS4rXFL0U\
        bymMFIMU7yk+UkxSmCmmKeYplinWKawUnym+Unyn+Enxm+IvxT7FIfU/IHMkcyzjlHHLCDIeGZ/MicypjCgTlAnLnMmcy0gyMZkL\
        maTMpYwscyVzLXMjk5NRZPIyRZlbmYqMKnMng0xd5l5Gk3mQeZR5knmW0WVeZF5lejJvMobMQOZd5kNmImPKTGXmMkuZtYwl8ynz\
        JfMt8yPzK/Mns5c5yP8DaY7SHKdxpnGnEdJ40vjSnKQ5TSOmCaYJpzlLc55GShNLc5EmmeYyjZzmKs11mps0uTRKmnyaYprbNJU0\
        apq7NKSpp7lPo6V5SPOY5inNcxo9zUua1zS9NG9pjDSDNO9pPtJM0phppmnmaZZp1mmsNJ9pvtJ8p/lJ85vmL80+zSH9P5DhKMNx\
        BmcGdwYhgyeDL8NJhtMMYoZghnCGswznGaQMsQwXGZIZLjPIGa4yXGe4yZDLoGTIZyhmuM1QyaBmuMtAhnqG+wxahocMjxmeMjxn\
        0DO8ZHjN0MvwlsHIMMjwnuEjwySDmWGaYZ5hmWGdwcrwmeErw3eGnwy/Gf4y7DMcMv8DWY6yHGdxZnFnEbJ4sviynGQ5zSJmCWYJ\
        ZznLcp5FyhLLcpElmeUyi5zlKst1lpssuSxKlnyWYpbbLJUsapa7LGSpZ7nPomV5yPKY5SnLcxY9y0uW1yy9LG9ZjCyDLO9ZPrJM\
        sphZplnmWZZZ1lmsLJ9ZvrJ8Z/nJ8pvlL8s+yyH7P6BwpHCs4FRwKwgKHgWfwonCqYKoEFQIK5wpnCtICjGFC4WkwqWCrHClcK1w\
        o5BTUBTyCkWFW4WKgqpwp4BCXeFeQVN4UHhUeFJ4VtAVXhReFXoKbwqGwkDhXeFDYaJgKkwV5gpLhbWCpfCp8KXwrfCj8Kvwp7BX\
        OCj/AwWOChwXcBZwFxAKeAr4CpwUOC0gFggWCBc4K3BeQCoQK3BRIFngsoBc4KrAdYGbArkCSoF8gWKB2wKVAmqBuwIUqBe4L6AV\
        eCjwWOCpwHMBvcBLgdcCvQJvBYwCgwLvBT4KTAqYBaYF5gWWBdYFrAKfBb4KfBf4KfBb4K/AvsCh8D9Q4qjEcQlnCXcJoYSnhK/E\
        SYnTEmKJYIlwibMS5yWkErESFyWSJS5LyCWuSlyXuCmRK6GUyJcolrgtUSmhlrgrQYl6ifsSWomHEo8lnko8l9BLvJR4LdEr8VbC\
        KDEo8V7io8SkhFliWmJeYlliXcIq8Vniq8R3iZ8SvyX+SuxLHEr/A2WOyhyXcZZxlxHKeMr4ypyUOS0jlgmWCZc5K3NeRioTK3NR\
        Jlnmsoxc5qrMdZmbMrkySpl8mWKZ2zKVMmqZuzKUqZe5L6OVeSjzWOapzHMZvcxLmdcyvTJvZYwygzLvZT7KTMqYZaZl5mWWZdZl\
        rDKfZb7KfJf5KfNb5q/Mvsyh/D+gcqRyrOJUcasIKh4Vn8qJyqmKqBJUCaucqZyrSCoxlQuVpMqliqxypXKtcqOSU1FU8ipFlVuV\
        ioqqcqeCSl3lXkVTeVB5VHlSeVbRVV5UXlV6Km8qhspA5V3lQ2WiYqpMVeYqS5W1iqXyqfKl8q3yo/Kr8qeyVzmo/wNVjqocV3FW\
        cVcRqniq+KqcVDmtIlYJVglXOatyXkWqEqtyUSVZ5bKKXOWqynWVmyq5KkqVfJVildsqlSpqlbsqVKlXua+iVXmo8ljlqcpzFb3K\
        S5XXKr0qb1WMKoMq71U+qkyqmFWmVeZVllXWVawqn1W+qnxX+anyW+Wvyr7Kofo/UOOoxnENZw13DaGGp4avxkmN0xpijWCNcI2z\
        Guc1pBqxGhc1kjUua8g1rmpc17ipkauh1MjXKNa4rVGpoda4q0GNeo37GlqNhxqPNZ5qPNfQa7zUeK3Rq/FWw6gxqPFe46PGpIZZ\
        Y1pjXmNZY13DqvFZ46vGd42fGr81/mrsaxxq/wMNjhocN3A2cDcQGnga+BqcNDhtIDYINgg3OGtw3kBqEGtw0SDZ4LKB3OCqwXWD\
        mwa5BkqDfINig9sGlQZqg7sGNKg3uG+gNXho8NjgqcFzA73BS4PXBr0Gbw2MBoMG7w0+GkwamA2mDeYNlg3WDawGnw2+Gnw3+Gnw\
        2+Cvwb7BofE/oHGkcazh1HBrCBoeDZ/GicaphqgR1AhrnGmca0gaMY0LjaTGpYascaVxrXGjkdNQNPIaRY1bjYqGqnGngUZd415D\
        03jQeNR40njW0DVeNF41ehpvGobGQONd40NjomFqTDXmGkuNtYal8anxpfGt8aPxq/Gnsdc4aP8DTY6aHDdxNnE3EZp4mvianDQ5\
        bSI2CTYJNzlrct5EahJrctEk2eSyidzkqsl1k5smuSZKk3yTYpPbJpUmapO7JjSpN7lvojV5aPLY5KnJcxO9yUuT1ya9Jm9NjCaD\
        Ju9NPppMmphNpk3mTZZN1k2sJp9Nvpp8N/lp8tvkr8m+yaH5P9DiqMVxC2cLdwuhhaeFr8VJi9MWYotgi3CLsxbnLaQWsRYXLZIt\
        LlvILa5aXLe4aZFrobTItyi2uG1RaaG2uGtBi3qL+xZai4cWjy2eWjy30Fu8tHht0Wvx1sJoMWjx3uKjxaSF2WLaYt5i2WLdwmrx\
        2eKrxXeLnxa/Lf5a7FscWv8DbY7aHLdxtnG3Edp42vjanLQ5bSO2CbYJtzlrc95GahNrc9Em2eayjdzmqs11m5s2uTZKm3ybYpvb\
        NpU2apu7NrSpt7lvo7V5aPPY5qnNcxu9zUub1za9Nm9tjDaDNu9tPtpM2phtpm3mbZZt1m2sNp9tvtp8t/lp89vmr82+zaH9P6Bz\
        pHOs49Rx6wg6Hh2fzonOqY6oE9QJ65zpnOtIOjGdC52kzqWOrHOlc61zo5PTUXTyOkWdW52Kjqpzp4NOXedeR9N50HnUedJ51tF1\
        XnRedXo6bzqGzkDnXedDZ6Jj6kx15jpLnbWOpfOp86XzrfOj86vzp7PXOej/Ax2OOhx3cHZwdxA6eDr4Opx0OO0gdgh2CHc463De\
        QeoQ63DRIdnhsoPc4arDdYebDrkOSod8h2KH2w6VDmqHuw50qHe476B1eOjw2OGpw3MHvcNLh9cOvQ5vHYwOgw7vHT46TDqYHaYd\
        5h2WHdYdrA6fHb46fHf46fDb4a/DvsOh8z/Q5ajLcRdnF3cXoYuni6/LSZfTLmKXYJdwl7Mu512kLrEuF12SXS67yF2uulx3uemS\
        66J0yXcpdrntUumidrnrQpd6l/suWpeHLo9dnro8d9G7vHR57dLr8tbF6DLo8t7lo8uki9ll2mXeZdll3cXq8tnlq8t3l58uv13+\
        uuy7HLr/A32O+hz3cfZx9xH6ePr4+pz0Oe0j9gn2Cfc563PeR+oT63PRJ9nnso/c56rPdZ+bPrk+Sp98n2Kf2z6VPmqfuz70qfe5\
        76P1eejz2Oepz3Mfvc9Ln9c+vT5vfYw+gz7vfT76TPqYfaZ95n2WfdZ9rD6ffb76fPf56fPb56/Pvs+h/z9gcGRwbOA0cBsIBh4D\
        n8GJwamBaBA0CBucGZwbSAYxgwuDpMGlgWxwZXBtcGOQM1AM8gZFg1uDioFqcGeAQd3g3kAzeDB4NHgyeDbQDV4MXg16Bm8GhsHA\
        4N3gw2BiYBpMDeYGS4O1gWXwafBl8G3wY/Br8GewNzgY/wNDjoYcD3EOcQ8RhniG+IacDDkdIg4JDgkPORtyPkQaEhtyMSQ55HKI\
        PORqyPWQmyG5IcqQ/JDikNshlSHqkLshDKkPuR+iDXkY8jjkacjzEH3Iy5DXIb0hb0OMIYMh70M+hkyGmEOmQ+ZDlkPWQ6whn0O+\
        hnwP+RnyO+RvyH7IYfg/MOJoxPEI5wj3CGGEZ4RvxMmI0xHiiOCI8IizEecjpBGxERcjkiMuR8gjrkZcj7gZkRuhjMiPKI64HVEZ\
        oY64G8GI+oj7EdqIhxGPI55GPI/QR7yMeB3RG/E2whgxGPE+4mPEZIQ5YjpiPmI5Yj3CGvE54mvE94ifEb8j/kbsRxxG/wNjjsYc\
        j3GOcY8RxnjG+MacjDkdI44JjgmPORtzPkYaExtzMSY55nKMPOZqzPWYmzG5McqY/JjimNsxlTHqmLsxjKmPuR+jjXkY8zjmaczz\
        GH3My5jXMb0xb2OMMYMx72M+xkzGmGOmY+ZjlmPWY6wxn2O+xnyP+RnzO+ZvzH7MYfw/YHJkcmziNHGbCCYeE5/JicmpiWgSNAmb\
        nJmcm0gmMZMLk6TJpYlscmVybXJjkjNRTPImRZNbk4qJanJngknd5N5EM3kweTR5Mnk20U1eTF5NeiZvJobJwOTd5MNkYmKaTE3m\
        JkuTtYll8mnyZfJt8mPya/Jnsjc5mP8DM45mHM9wznDPEGZ4ZvhmnMw4nSHOCM4IzzibcT5DmhGbcTEjOeNyhjzjasb1jJsZuRnK\
        jPyM4ozbGZUZ6oy7Gcyoz7ifoc14mPE442nG8wx9xsuM1xm9GW8zjBmDGe8zPmZMZpgzpjPmM5Yz1jOsGZ8zvmZ8z/iZ8Tvjb8Z+\
        xmH2P7DgaMHxAucC9wJhgWeBb8HJgtMF4oLggvCCswXnC6QFsQUXC5ILLhfIC64WXC+4WZBboCzILyguuF1QWaAuuFvAgvqC+wXa\
        gocFjwueFjwv0Be8LHhd0FvwtsBYMFjwvuBjwWSBuWC6YL5guWC9wFrwueBrwfeCnwW/C/4W7BccFv8DK45WHK9wrnCvEFZ4VvhW\
        nKw4XSGuCK4Irzhbcb5CWhFbcbEiueJyhbziasX1ipsVuRXKivyK4orbFZUV6oq7Fayor7hfoa14WPG44mnF8wp9xcuK1xW9FW8r\
        jBWDFe8rPlZMVpgrpivmK5Yr1iusFZ8rvlZ8r/hZ8bvib8V+xWH1P2BxZHFs4bRwWwgWHgufxYnFqYVoEbQIW5xZnFtIFjGLC4uk\
        xaWFbHFlcW1xY5GzUCzyFkWLW4uKhWpxZ4FF3eLeQrN4sHi0eLJ4ttAtXixeLXoWbxaGxcDi3eLDYmJhWkwt5hZLi7WFZfFp8WXx\
        bfFj8WvxZ7G3OFj/AxuONhxvcG5wbxA2eDb4NpxsON0gbghuCG8423C+QdoQ23CxIbnhcoO84WrD9YabDbkNyob8huKG2w2VDeqG\
        uw1sqG+436BteNjwuOFpw/MGfcPLhtcNvQ1vG4wNgw3vGz42TDaYG6Yb5huWG9YbrA2fG742fG/42fC74W/DfsNh8z+w5WjL8Rbn\
        FvcWYYtni2/LyZbTLeKW4JbwlrMt51ukLbEtF1uSWy63yFuutlxvudmS26JsyW8pbrndUtmibrnbwpb6lvst2paHLY9bnrY8b9G3\
        vGx53dLb8rbF2DLY8r7lY8tki7llumW+ZbllvcXa8rnla8v3lp8tv1v+tuy3HLb/AzuOdhzvcO5w7xB2eHb4dpzsON0h7gjuCO84\
        23G+Q9oR23GxI7njcoe842rH9Y6bHbkdyo78juKO2x2VHeqOux3sqO+436HteNjxuONpx/MOfcfLjtcdvR1vO4wdgx3vOz52THaY\
        O6Y75juWO9Y7rB2fO752fO/42fG742/Hfsdhxz88g2sABcqyWwAAAABJRU5ErkJggg==
        """
}
